"""Write the committed picture again: python -m tests.view.picture."""

import coordination as co
from tests.view.test_svg import PICTURE

if __name__ == "__main__":
    network = co.load("gunrunner-cnn-2010")
    PICTURE.parent.mkdir(exist_ok=True)
    co.write_svg(network, PICTURE, report=co.check(network))
