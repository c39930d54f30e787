"""What is wrong with a draft: where it stands, what it is, and what to do about it."""


class Fault(Exception):
    def __init__(self, pointer: str, what: str, remedy: str) -> None:
        super().__init__(f"{pointer or '/'}: {what}; {remedy}")
        self.pointer = pointer
        self.what = what
        self.remedy = remedy
