"""Names of the files that stand beside the page of a protocol, or of a year."""


def witness_file(protocol: str) -> str:
    return f"{protocol}-textzeuge.html"


def data_file(protocol: str) -> str:
    return f"{protocol}.json"


def print_file(docname: str) -> str:
    """From the top of the site."""
    return f"{docname}.pdf"
