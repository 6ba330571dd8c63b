"""The peers: their names, adapters, and options to compile and link them."""
import dataclasses
import pathlib
import re
import typing

import common

FMT_HEADERS = "-DFMT_HEADER_ONLY"
REFERENCES = ("nothing", "bare test", "sluice", "{fmt}")
SLUICE = pathlib.Path(__file__).resolve().parent.parent.parent / "include"


@dataclasses.dataclass(frozen=True)
class Peer:
    name: str
    adapter: str     # a file in this folder
    headers: tuple = ()  # headers that a logging file includes
    options: tuple = ()
    libraries: tuple = ()
    needs_fmt: bool = False      # links {fmt}
    package: str = ""            # Debian package
    version: tuple = ()          # a file below the include path and a pattern, or the pkg-config name
    installed_at: str = ""       # the include path, from --peer OPTION=PATH
    option: str = ""             # the OPTION, required if there is no package
    only_compiled: bool = False  # a variant for compile times only
    quick: bool = False          # compiles fast enough for --quick
    requires: typing.Callable = None  # returns True if the peer exists


SPDLOG_VERSION = ("spdlog/version.h", r"VER_MAJOR (\d+).*?VER_MINOR (\d+).*?VER_PATCH (\d+)")

PEERS = [
    Peer("nothing", "nothing.hpp", quick=True),
    Peer("bare test", "bare.hpp", quick=True),
    Peer("sluice", "sluice.hpp", ("sluice/sluice.hpp",), (f"-I{SLUICE}",), needs_fmt=True, quick=True,
         version=("sluice/version.hpp", r"MAJOR (\d+).*?MINOR (\d+).*?PATCH (\d+)")),
    Peer("sluice, extern", "sluice.hpp", ("sluice/sluice.hpp",), (f"-I{SLUICE}", "-DSLUICE_CFG_RUNTIME=extern"),
         only_compiled=True, quick=True,
         requires=lambda: "SLUICE_CFG_RUNTIME" in (SLUICE / "sluice/config.hpp").read_text()),
    Peer("sluice, reduced", "sluice.hpp", ("sluice/sluice.hpp",), (f"-I{SLUICE}", "-DSLUICE_CFG_EXTENDED=0"),
         only_compiled=True, quick=True),
    Peer("{fmt}", "fmt.hpp", ("fmt/core.h",), only_compiled=True, quick=True, package="libfmt-dev"),
    Peer("Abseil", "abseil.hpp", ("absl/log/log.h",), option="abseil",
         version=("absl/base/config.h", r"define ABSL_LTS_RELEASE_VERSION (\d+)")),
    # Boost 1.74 needs the second option with Clang 16 and later.
    Peer("Boost.Log", "boost_log.hpp", ("boost/log/trivial.hpp",),
         ("-DBOOST_LOG_DYN_LINK", "-Wno-enum-constexpr-conversion"),
         ("-lboost_log", "-lboost_thread", "-lboost_filesystem", "-lboost_system"), package="libboost-log-dev",
         version=("boost/version.hpp", r"define BOOST_LIB_VERSION \"([\d_]+)")),
    Peer("Easylogging++", "easylogging.hpp", ("easylogging++.h",), ("-DELPP_THREAD_SAFE", "-DELPP_NO_DEFAULT_LOG_FILE"),
         package="libeasyloggingpp-dev", version=("easylogging++.h", r"Easylogging\+\+ v([\d.]+)")),
    Peer("fmtlog", "fmtlog.hpp", ("fmtlog.h",), ("-DFMTLOG_HEADER_ONLY", FMT_HEADERS), option="fmtlog"),
    Peer("glog", "glog.hpp", ("glog/logging.h",), (), ("-lglog",), package="libgoogle-glog-dev", version=("libglog",),
         quick=True),
    Peer("log4cxx", "log4cxx.hpp", ("log4cxx/logger.h",), (), ("-llog4cxx",), package="liblog4cxx-dev",
         version=("liblog4cxx",)),
    Peer("plog", "plog.hpp", ("plog/Log.h",), option="plog", quick=True,
         version=("../CMakeLists.txt", r"project\(plog VERSION ([\d.]+)")),
    Peer("quill", "quill.hpp", ("quill/LogMacros.h", "quill/Logger.h"), option="quill",
         version=("quill/Backend.h", r"VersionMajor\{(\d+)\}.*?VersionMinor\{(\d+)\}.*?VersionPatch\{(\d+)\}")),
    Peer("spdlog, headers", "spdlog.hpp", ("spdlog/spdlog.h",), (), needs_fmt=True, package="libspdlog-dev",
         version=SPDLOG_VERSION, option="spdlog"),
    Peer("spdlog, compiled", "spdlog.hpp", ("spdlog/spdlog.h",), ("-DSPDLOG_COMPILED_LIB", "-DSPDLOG_SHARED_LIB"),
         ("-lspdlog",), needs_fmt=True, package="libspdlog-dev", version=SPDLOG_VERSION, option="spdlog"),
]
OPTIONS = list(dict.fromkeys(peer.option for peer in PEERS if peer.option))


def short_name(peer):
    """Returns the name of a peer on the command line."""
    return re.sub(r"[^a-z0-9+.]+", "-", peer.name.lower()).strip("-")


def selects(wanted, peer):
    """Returns True if names on the command line select a peer: by its name, or by the part before the comma, which
    selects all its variants. References are always selected."""
    return (not wanted or peer.name in REFERENCES or short_name(peer) in wanted
            or short_name(dataclasses.replace(peer, name=peer.name.split(",")[0])) in wanted)


def install_at(peer, path):
    """Returns the peer with the options to use a checkout or an install prefix."""
    root = pathlib.Path(path).resolve()
    include = root / "include" if (root / "include").is_dir() else root
    own_fmt = [f"-I{root}/fmt/include"] if (root / "fmt/include").is_dir() else []  # a submodule of fmtlog
    archives = sorted(map(str, (root / "lib").glob("*.a"))) if (root / "lib").is_dir() else []
    if peer.adapter == "spdlog.hpp":  # uses the installed {fmt}, like Debian's spdlog
        own_fmt += ["-DSPDLOG_FMT_EXTERNAL"]
    return dataclasses.replace(
        peer, installed_at=str(include), options=(f"-I{include}", *own_fmt, *peer.options),
        libraries=("-Wl,--start-group", *archives, "-Wl,--end-group") if archives else peer.libraries)


def with_fmt(peer):
    """Returns variants of a peer: with {fmt} linked, then header-only, as a library built by another compiler may lack
    symbols."""
    if not peer.needs_fmt:
        return [peer]
    return [dataclasses.replace(peer, libraries=(*peer.libraries, "-lfmt")),
            dataclasses.replace(peer, options=(*peer.options, FMT_HEADERS))]


def with_linked_fmt(peer):
    """Returns the peer as compiled for linking with {fmt}."""
    return dataclasses.replace(peer, options=tuple(option for option in peer.options if option != FMT_HEADERS))


def fmt_version():
    try:
        return common.run(["pkg-config", "--modversion", "fmt"]).strip()
    except (OSError, common.Failed):
        return ""


def version(peer):
    """Returns the version of a peer, or an empty text if unknown."""
    try:
        if len(peer.version) == 1:
            return common.run(["pkg-config", "--modversion", *peer.version]).strip()
        for folder in (peer.installed_at, SLUICE, "/usr/include"):
            if peer.version and folder and (path := pathlib.Path(folder) / peer.version[0]).exists():
                if found := re.search(peer.version[1], path.read_text(errors="replace"), re.DOTALL):
                    return ".".join(found.groups()).replace("_", ".")
    except (OSError, common.Failed):
        pass
    return ""
