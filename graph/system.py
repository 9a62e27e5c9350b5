"""Why the operating system refused, in our own words."""

import errno
import os

from graph.saying import Saying, saying

NO_RIGHT = saying("you have no right to it", "vous n'en avez pas le droit")
FULL = saying("the disk is full", "le disque est plein")
WHY = {
    errno.ENOENT: saying("there is no such file or folder", "ce fichier ou ce dossier n'existe pas"),
    errno.EISDIR: saying("it is a folder", "c'est un dossier"),
    errno.ENOTDIR: saying("its path goes through a file", "son chemin passe par un fichier, et non par un dossier"),
    errno.EEXIST: saying("it is there already", "il existe déjà"),
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: saying("the disk can only be read", "le disque est en lecture seule"),
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: saying("it gets larger than it may", "il devient plus grand que permis"),
    errno.ENAMETOOLONG: saying("its name is too long", "son nom est trop long"),
    errno.EMFILE: saying("too many files are open", "trop de fichiers sont ouverts"),
    errno.EIO: saying("the disk fails", "le disque est défaillant"),
}
"""By the number of the error."""

OTHER = saying("the system says: {detail}", "le système répond : {detail}")
REFUSED = saying("{file}: {why}", "{file} : {why}")


def why(error: OSError) -> Saying:
    """What is wrong; in the system's words where we have none."""
    known = WHY.get(error.errno or 0)
    return known() if known else OTHER(detail=os.strerror(error.errno) if error.errno else str(error))
