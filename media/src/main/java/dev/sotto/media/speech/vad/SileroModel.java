package dev.sotto.media.speech.vad;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sotto.media.speech.VoiceModel;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A Silero voice detection model, version 5 or 6 (MIT licence, <a href="https://github.com/snakers4/silero-vad">its project</a>), at
 * 8 kHz: 256 samples after 32 of what came before, a state of 2 x 1 x 128, the rate; out come a probability and the next state. One
 * thread per judgement: a call is never worth more than one core. Any thread.
 */
public final class SileroModel implements VoiceModel {
    private static final int CONTEXT = 32;
    private static final int STATE = 2 * 128;
    private static final long[] INPUT_SHAPE = {1, CONTEXT + WINDOW};
    private static final long[] STATE_SHAPE = {2, 1, 128};
    private static final Set<String> INPUTS = Set.of("input", "state", "sr");

    private final OrtEnvironment environment;
    private final OrtSession session;

    private SileroModel(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * Blocks: start only.
     *
     * @throws IllegalArgumentException the file is not there, or is no such model
     */
    public static SileroModel load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("speech.vad.model names no file: " + file);
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            SileroModel model = new SileroModel(environment, environment.createSession(file.toString(), options));
            model.tryOut(file);
            return model;
        } catch (OrtException e) {
            throw new IllegalArgumentException("speech.vad.model can't be used: " + e.getMessage(), e);
        }
    }

    private void tryOut(Path file) {
        if (!session.getInputNames().equals(INPUTS)) {
            Set<String> names = session.getInputNames();
            close();
            throw new IllegalArgumentException(
                    "speech.vad.model is no Silero model of version 5 or 6: " + file + " wants " + names);
        }
        open().judge(new short[WINDOW], 0);
    }

    @Override
    public Stream open() {
        return new SileroStream();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a model can't be closed", e);
        }
    }

    private final class SileroStream implements Stream {
        private final float[] input = new float[CONTEXT + WINDOW];
        private final float[] state = new float[STATE];

        @Override
        public void reset() {
            Arrays.fill(input, 0);
            Arrays.fill(state, 0);
        }

        @Override
        public float judge(short[] samples, int offset) {
            System.arraycopy(input, WINDOW, input, 0, CONTEXT);
            for (int i = 0; i < WINDOW; i++) {
                input[CONTEXT + i] = samples[offset + i] / 32_768f;
            }
            try (OnnxTensor sound = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), INPUT_SHAPE);
                    OnnxTensor before = OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), STATE_SHAPE);
                    OnnxTensor rate = OnnxTensor.createTensor(environment, 8_000L);
                    OrtSession.Result result = session.run(Map.of("input", sound, "state", before, "sr", rate))) {
                ((OnnxTensor) result.get(1)).getFloatBuffer().get(state);
                return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            } catch (OrtException e) {
                throw new IllegalStateException("the voice model failed", e);
            }
        }
    }
}
