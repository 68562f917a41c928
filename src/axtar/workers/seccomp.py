"""A filter of system calls (Linux seccomp).

It denies the network, other programs and other processes: the call fails with EPERM. https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# Name: number on x86_64, number on aarch64; None where there is no such call (it is `clone`).
DENIED: Mapping[str, tuple[int, int | None]] = {
    # Network.
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    # Other programs and processes.
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "vfork": (58, None),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    # What only reaches for more of the kernel.
    "mount": (165, 40),
    "umount2": (166, 39),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "open_by_handle_at": (304, 265),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
}
_KILL, _TGKILL, _CLONE, _CLONE3 = (62, 129), (234, 131), (56, 220), (435, 435)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, and AUDIT_ARCH of the kernel

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_ALLOW, _DENY = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # codes of the BPF machine
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENT_AT = 0, 4, 16  # in what the kernel shows to the filter
_X32 = 0x40000000  # numbers of another set of calls on x86_64
_CLONE_THREAD = 0x10000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


class _Step(NamedTuple):
    """An instruction of the filter.

    `then` and `otherwise`: how many instructions are skipped if a test holds, and if not.
    """

    code: int
    value: int
    then: int = 0
    otherwise: int = 0


def deny_system_calls() -> bool:
    """Deny this process, for ever, the calls that reading files does not need.

    Returns False where the system has no such filter, or refuses it.
    """
    if platform.system() != "Linux" or platform.machine() not in _ARCHITECTURES:
        return False
    instructions = b"".join(
        struct.pack("=HBBI", step.code, step.then, step.otherwise, step.value)
        for step in _filter(platform.machine(), os.getpid())
    )
    program = _Program(len(instructions) // 8, instructions)
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    refused = prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or prctl(
        _PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0
    )
    return not refused


def _filter(machine: str, process_id: int) -> Iterator[_Step]:
    column, architecture = _ARCHITECTURES[machine]
    yield _Step(_LOAD, _ARCHITECTURE_AT)
    yield from _deny_unless(_EQUAL, architecture)
    yield _Step(_LOAD, _NUMBER_AT)
    yield _Step(_AT_LEAST, _X32, 0, 1)
    yield _Step(_RETURN, _DENY | errno.EPERM)
    for numbers in DENIED.values():
        if (number := numbers[column]) is not None:
            yield _Step(_EQUAL, number, 0, 1)
            yield _Step(_RETURN, _DENY | errno.EPERM)
    # The C library then makes threads with `clone`, of which the flags can be tested.
    yield _Step(_EQUAL, _CLONE3[column], 0, 1)
    yield _Step(_RETURN, _DENY | errno.ENOSYS)
    for numbers, code, value in (
        (_CLONE, _ANY_BIT, _CLONE_THREAD),
        (_KILL, _EQUAL, process_id),
        (_TGKILL, _EQUAL, process_id),
    ):
        yield _Step(_EQUAL, numbers[column], 0, 4)
        yield _Step(_LOAD, _ARGUMENT_AT)
        yield from _deny_unless(code, value)
        yield _Step(_RETURN, _ALLOW)
    yield _Step(_RETURN, _ALLOW)


def _deny_unless(code: int, value: int) -> Iterator[_Step]:
    yield _Step(code, value, 1, 0)
    yield _Step(_RETURN, _DENY | errno.EPERM)
