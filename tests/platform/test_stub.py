"""The inert stand-in for TensorFlow: everything that Rasa's modules do with it while they are imported."""

import importlib
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "tensorflow",
        "tensorflow.keras.layers",
        "tensorflow.python.util.tf_export",
        "tensorflow_hub",
        "tensorflow_text",
        "keras.utils",
        "keras.src.anything.at.all",
    ],
)
def test_any_submodule_can_be_imported(module: str) -> None:
    assert importlib.import_module(module).__name__ == module


def test_names_can_be_imported_from_it() -> None:
    from tensorflow.keras.layers import Dense
    from tensorflow.keras.utils import Sequence

    assert isinstance(Dense, type) and isinstance(Sequence, type)


def test_any_attribute_is_a_class_that_has_any_attribute() -> None:
    import tensorflow as tf

    assert isinstance(tf.nn.embedding.anything, type)
    assert tf.Tensor | None and None | tf.Tensor


def test_its_classes_can_be_subclassed_and_made() -> None:
    import tensorflow as tf

    class Layer(tf.keras.layers.Layer):
        def __init__(self, size: int) -> None:
            super().__init__(name="mine")
            self.size = size

    assert Layer(3).size == 3


def test_its_classes_can_be_indexed_and_called() -> None:
    import tensorflow as tf

    assert tf.data.Dataset[int] is not None
    assert tf.constant([1, 2])(3) is not None


def test_as_a_decorator_it_changes_nothing() -> None:
    import tensorflow as tf

    @tf.function
    def plain() -> int:
        return 1

    @tf.function(experimental_relax_shapes=True)
    def with_options() -> int:
        return 2

    assert (plain(), with_options()) == (1, 2)


def test_it_is_not_taken_for_what_it_is_not() -> None:
    """Python's own questions get Python's own answers: inspection and copying do not go astray."""
    import tensorflow as tf

    with pytest.raises(AttributeError):
        _ = tf.__no_such_name__
    with pytest.raises(AttributeError):
        _ = tf.keras.__no_such_name__


def test_nothing_can_be_computed_with_it() -> None:
    """A component that really needs TensorFlow fails at once, not silently."""
    import tensorflow as tf

    with pytest.raises(TypeError):
        tf.add(1, 2) + 1
    with pytest.raises(TypeError):
        float(tf.reduce_mean([1.0, 2.0]))


def test_other_packages_are_still_missing_when_they_are_missing() -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorflow_that_is_not_there")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorflowx.keras")


def test_importing_it_is_quiet() -> None:
    code = "import tensorflow, keras, tensorflow_text, tensorflow_hub"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
