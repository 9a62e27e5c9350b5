"""Pages as files that open without a server: for a share, a mail, a wiki."""
