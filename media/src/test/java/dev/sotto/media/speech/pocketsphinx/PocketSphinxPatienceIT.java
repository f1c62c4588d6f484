package dev.sotto.media.speech.pocketsphinx;

import dev.sotto.media.speech.PatienceContract;
import java.io.IOException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PocketSphinxPatienceIT extends PatienceContract {
    @Override
    protected String engine() {
        return "pocketsphinx";
    }

    @Override
    protected void available() {
        NativeLibrary.require();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.SAME_THREAD)
    @ValueSource(strings = {"digits8", "caller8"})
    void recordedCallersAreNotCutOff(String set) throws IOException {
        recorded(set);
    }
}
