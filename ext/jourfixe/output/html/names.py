"""Names of the files that stand beside the page of a protocol."""


def witness_file(protocol: str) -> str:
    return f"{protocol}-textzeuge.html"


def data_file(protocol: str) -> str:
    return f"{protocol}.json"
