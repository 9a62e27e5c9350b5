"""A generated, typed Python client: broken hand-offs from the website to the call centre. `python broken.py URL`"""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "made"))

from parcours_client import Client


async def main(url: str) -> None:
    """Every page, each hand-off once, with why it breaks and under whom both sides are."""
    client, found, after = Client(url), [], None
    async with client:
        while True:
            page = (await client.broken_handoffs(first=2, after=after)).handoffs
            found += [edge.node for edge in page.edges]
            if not page.page_info.has_next_page:
                break
            after = page.page_info.end_cursor
    assert len({node.key for node in found}) == len(found) == page.total_count
    for node in found:
        above = node.common_department.name if node.common_department else "?"
        print(f"{node.journey.title} ({above}): {node.ruptures[0].explanation}")


asyncio.run(main(sys.argv[1]))
