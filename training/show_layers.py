# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = ["onnx==1.23.2"]
# ///
"""Let the encoder tell what its third and fifth layers say too: the safety classifier reads them beside the vector.

    uv run training/show_layers.py    # after tune_encoder.py --write; bot/understanding/encoder/model.onnx

Tuning draws messages of a topic together in the last layer, and what sets "my chest hurts" apart from "the chest clinic"
with it. The layers before still have it. No weight is changed.
"""

import sys
from pathlib import Path

import onnx

MODEL = Path(__file__).resolve().parent.parent / "bot" / "understanding" / "encoder" / "model.onnx"
WIDTH = 384
SHOWN = {"layer3": 2, "layer5": 4}


def main() -> None:
    """Adds the outputs that are not there yet."""
    model = onnx.load(str(MODEL))
    norms = [node for node in model.graph.node if node.op_type == "LayerNormalization"]
    there = {output.name for output in model.graph.output}
    for name, number in SHOWN.items():
        if name in there:
            continue
        layer = next(node for node in norms if node.output[0].startswith(f"/layers.{number}/down_norm/"))
        model.graph.node.add(op_type="Identity", input=[layer.output[0]], output=[name], name=name)
        shape = ["n", "length", WIDTH]
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape))
    onnx.save(model, str(MODEL))
    sys.stdout.write(f"{MODEL} has the outputs {', '.join(o.name for o in model.graph.output)}\n")


if __name__ == "__main__":
    main()
