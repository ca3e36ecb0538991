"""MiniLM's encoder as an ONNX graph built from its weights: what ``minilm.py`` computes, without torch.

The graph is built in memory at each start (a fifth of a processor second), with the weights beside it instead of in
it, so that nothing is exported, cached or copied. The fused operations of ONNX Runtime stand where its optimiser would
put them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from analyzer.models.weights import EPSILON, N_HEADS, N_LAYERS, Arrays

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

Precision = Literal["fp32", "int8"]
Array = npt.NDArray[Any]
Attribute: TypeAlias = "int | float | list[int] | TensorProto"

_FUSED = "com.microsoft"
_OPSETS = {"": 18, _FUSED: 1}
_IR_VERSION = 8
_INLINE_BYTES = 512
_INT8_LEVELS = 64
"""A weight's greatest level: without VNNI two products of an unsigned and a signed byte are added in 16 bits, and
2 * 255 * 64 is the most that fits."""


class Drawn(NamedTuple):
    """A finished graph: serialised ONNX, and the larger arrays, which it names but does not hold."""

    model: bytes
    beside: dict[str, Array]


class Graph:
    """An ONNX graph in the making; values are known by name.

    Parameters
    ----------
    weights
        What :meth:`weight` and :meth:`linear` look names up in.
    precision
        In what the encoder's layers multiply. ``int8`` scales each word piece and each column of the weights by its
        own greatest value (vector-wise quantisation, Dettmers et al., 2022), so that a row's result does not depend
        on the rows beside it.
    """

    def __init__(self, weights: Arrays, precision: Precision = "fp32") -> None:
        self.precision: Precision = precision
        self._arrays: dict[str, Array] = {}
        self._weights = weights
        self._nodes: list[NodeProto] = []

    def one(self, kind: str, *inputs: str, fused: bool = False, **attributes: Attribute) -> str:
        """Add an operation with one output and return the output's name."""
        return self._add(kind, inputs, 1, fused, attributes)[0]

    def several(self, kind: str, *inputs: str, n_outputs: int, **attributes: Attribute) -> list[str]:
        """Add an operation with several outputs and return their names."""
        return self._add(kind, inputs, n_outputs, False, attributes)

    def _add(
        self, kind: str, inputs: Sequence[str], n_outputs: int, fused: bool, attributes: Mapping[str, Attribute]
    ) -> list[str]:
        from onnx.helper import make_attribute, make_node

        outputs = [f"{kind}_{len(self._nodes)}_{number}" for number in range(n_outputs)]
        node = make_node(kind, inputs, outputs, domain=_FUSED if fused else "")
        node.attribute.extend(make_attribute(name, value) for name, value in attributes.items())
        self._nodes.append(node)
        return outputs

    def constant(self, array: Array, name: str | None = None) -> str:
        """Add an array; one given under a name is added once."""
        name = name or f"constant_{len(self._arrays)}"
        if name not in self._arrays:
            self._arrays[name] = np.asarray(array, order="C")
        return name

    def numbers(self, *numbers: int) -> str:
        """Add a list of integers."""
        return self.constant(np.array(numbers, np.int64))

    def weight(self, name: str) -> str:
        """Add a tensor of the weights as it is."""
        return self.constant(self._weights[name], name)

    def table(self, name: str) -> Array:
        """Return a tensor of the weights."""
        return self._weights[name]

    @staticmethod
    def tensor(array: Array) -> TensorProto:
        """Return an array as an operation's attribute."""
        from onnx.numpy_helper import from_array

        return from_array(array)

    @staticmethod
    def kind(dtype: npt.DTypeLike) -> int:
        """Return ONNX's number for a kind of number."""
        from onnx.helper import np_dtype_to_tensor_dtype

        return int(np_dtype_to_tensor_dtype(np.dtype(dtype)))

    def linear(self, name: str, x: str, *, bias: bool = True) -> str:
        """Apply the named linear layer."""
        product = self.one("MatMul", x, self.constant(self._weights[f"{name}.weight"].T, f"{name}.weight.T"))
        return self.one("Add", product, self.weight(f"{name}.bias")) if bias else product

    def product(self, name: str, x: str) -> str:
        """Multiply by a weight of the encoder's layers, in the precision of the graph, without the bias."""
        if self.precision == "fp32":
            return self.linear(name, x, bias=False)
        weight = self._weights[f"{name}.weight"].T
        columns = np.abs(weight).max(axis=0) / _INT8_LEVELS
        levels = np.rint(weight / columns).astype(np.int8)
        greatest = self.one("Max", self.one("ReduceMax", self.one("Abs", x), self.numbers(-1)), self._scalar(1e-30))
        scaled = self.one("Mul", x, self.one("Div", self._scalar(127.0), greatest))
        zero = self.constant(np.array(128, np.uint8), "zero_level")
        bytes_ = self.one("QuantizeLinear", scaled, self._scalar(1.0), zero)
        stored = self.constant(levels, f"{name}.levels"), self._scalar(1.0), self.constant(columns, f"{name}.columns")
        raw = self.one("MatMulIntegerToFloat", bytes_, *stored, zero, fused=True)
        return self.one("Mul", raw, self.one("Mul", greatest, self._scalar(1.0 / 127.0)))

    def drawn(self, inputs: Sequence[tuple[str, Sequence[str | int]]], outputs: Sequence[str]) -> Drawn:
        """Return the finished graph.

        Parameters
        ----------
        inputs
            Name and shape of each; all hold ``int64``.
        outputs
            Names of the values wanted.
        """
        from onnx import TensorProto
        from onnx.helper import make_graph, make_model, make_opsetid, make_tensor_value_info

        given = [make_tensor_value_info(name, TensorProto.INT64, list(shape)) for name, shape in inputs]
        wanted = [make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
        stored = [_stored(name, array) for name, array in self._arrays.items()]
        graph = make_graph(self._nodes, "minilm", given, wanted, stored)
        opsets = [make_opsetid(domain, version) for domain, version in _OPSETS.items()]
        model = make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION).SerializeToString()
        return Drawn(model, {name: array for name, array in self._arrays.items() if array.nbytes > _INLINE_BYTES})

    def _scalar(self, value: float) -> str:
        return self.constant(np.array(value, np.float32), f"scalar_{value!r}")


def embed(graph: Graph, pieces: str) -> str:
    """Return the embeddings of word pieces ``(n_rows, n_pieces)``, at most 512 of them a row."""
    n_pieces = graph.one("Shape", pieces, start=1, end=2)
    places = graph.one("Slice", graph.weight("places.weight"), graph.numbers(0), n_pieces)
    embedded = graph.one("Add", graph.one("Gather", graph.weight("words.weight"), pieces), places)
    norm = graph.weight("norm.weight"), graph.weight("norm.bias")
    return graph.one("LayerNormalization", embedded, *norm, axis=-1, epsilon=EPSILON)


def add_features(graph: Graph, x: str, features: str, tables: Sequence[str]) -> str:
    """Add to ``x`` the row of each table that the feature's column tells."""
    for column, table in enumerate(tables):
        numbers = graph.one("Gather", features, graph.constant(np.array(column, np.int64)), axis=-1)
        x = graph.one("Add", x, graph.one("Gather", table, numbers))
    return x


def encode(graph: Graph, x: str) -> str:
    """Return the hidden state of each piece, shaped as ``x``: ``(n_rows, n_pieces, n_dimensions)``, without padding."""
    for number in range(N_LAYERS):
        x = _layer(graph, f"layers.{number}", x)
    return x


def gelu(graph: Graph, name: str, x: str) -> str:
    """Add the named layer's bias and apply GELU (the exact one, by erf)."""
    return graph.one("BiasGelu", x, graph.weight(f"{name}.bias"), fused=True)


def _layer(graph: Graph, name: str, x: str) -> str:
    read = graph.product(f"{name}.attended", _attend(graph, f"{name}.attend", x))
    x = _added_norm(graph, f"{name}.attended", read, x)
    inner = gelu(graph, f"{name}.inner", graph.product(f"{name}.inner", x))
    return _added_norm(graph, f"{name}.outer", graph.product(f"{name}.outer", inner), x)


def _attend(graph: Graph, name: str, x: str) -> str:
    if graph.precision == "fp32":
        weight = graph.constant(graph.table(f"{name}.weight").T, f"{name}.weight.T")
        return graph.one("Attention", x, weight, graph.weight(f"{name}.bias"), fused=True, num_heads=N_HEADS)
    three = graph.several("Split", graph.product(name, x), n_outputs=3, axis=-1, num_outputs=3)
    return graph.one("MultiHeadAttention", *three, graph.weight(f"{name}.bias"), fused=True, num_heads=N_HEADS)


def _added_norm(graph: Graph, name: str, more: str, x: str) -> str:
    """Add the named layer's bias and the state before, then norm."""
    norm = (graph.weight(f"{name}_norm.{kind}") for kind in ("weight", "bias"))
    return graph.one(
        "SkipLayerNormalization", more, x, *norm, graph.weight(f"{name}.bias"), fused=True, epsilon=EPSILON
    )


def _stored(name: str, array: Array) -> TensorProto:
    from onnx import TensorProto
    from onnx.helper import np_dtype_to_tensor_dtype
    from onnx.numpy_helper import from_array

    if array.nbytes <= _INLINE_BYTES:
        return from_array(array, name)
    kind = np_dtype_to_tensor_dtype(array.dtype)
    stored = TensorProto(name=name, dims=array.shape, data_type=kind, data_location=TensorProto.EXTERNAL)
    stored.external_data.add(key="location", value="beside")
    return stored
