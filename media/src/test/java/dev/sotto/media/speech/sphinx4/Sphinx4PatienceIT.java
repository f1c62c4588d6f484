package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.PatienceContract;

class Sphinx4PatienceIT extends PatienceContract {
    @Override
    protected String engine() {
        return "sphinx4";
    }
}
