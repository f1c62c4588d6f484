package dev.sotto.media.speech.vosk;

import dev.sotto.media.speech.DecoderPool;
import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.RecognitionStream;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.voskserver.VoskWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** Vosk with a model of its publisher's: knows tens of thousands of words, whatever the task files say. */
public final class VoskRecognizer implements dev.sotto.media.speech.Recognizer {
    public static final String NAME = "vosk";

    private static final int MAX_IDLE = 32;

    private final Model model;
    private final String modelName;
    private final DecoderPool<Recognizer> decoders;

    private VoskRecognizer(Model model, String modelName) {
        this.model = model;
        this.modelName = modelName;
        decoders = new DecoderPool<>(() -> decoder(model), Recognizer::close, MAX_IDLE);
    }

    /** Why it can't be used on this machine, or nothing when it can. Loads the native library. */
    public static Optional<String> unavailable() {
        try {
            LibVosk.setLogLevel(LogLevel.WARNINGS);
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("there is no Vosk for this machine: " + e.getMessage());
        }
    }

    /**
     * Loads the model, which takes seconds.
     *
     * @param folder see {@link ModelFolder#find}
     * @throws IllegalStateException it is none, or there is no Vosk for this machine
     */
    public static VoskRecognizer load(Path folder) {
        ModelFolder.required(folder);
        unavailable().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        try {
            VoskRecognizer recognizer = new VoskRecognizer(new Model(folder.toString()), "" + folder.getFileName());
            recognizer.decoders.warm(1);
            return recognizer;
        } catch (IOException e) {
            throw new IllegalStateException("Vosk can't load the model in " + folder, e);
        }
    }

    private static Recognizer decoder(Model model) {
        try {
            Recognizer opened = new Recognizer(model, 8_000);
            opened.setWords(true);
            return opened;
        } catch (IOException e) {
            throw new IllegalStateException("Vosk opens no recogniser", e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "Vosk, model " + modelName + ": open dictation; what it takes to recognise depends on the model";
    }

    @Override
    public RecognitionStream open() {
        return new Stream();
    }

    @Override
    public int decodersOpen() {
        return decoders.open();
    }

    @Override
    public void close() {
        decoders.close();
        model.close();
    }

    /** One leg; a decoder is lent for each utterance. */
    private final class Stream implements RecognitionStream {
        private static final int PIECE = 1_600;

        private final short[] piece = new short[PIECE];
        private @Nullable Recognizer decoder;
        private VoskWords words = new VoskWords();

        @Override
        public void begin(SpeechContext context) {
            close();
            decoder = decoders.borrow();
            words = new VoskWords();
        }

        @Override
        public void accept(short[] samples, int offset, int count) {
            for (int at = offset; decoder != null && at < offset + count; at += PIECE) {
                int size = Math.min(PIECE, offset + count - at);
                System.arraycopy(samples, at, piece, 0, size);
                short[] exact = size == PIECE ? piece : Arrays.copyOf(piece, size);
                if (decoder.acceptWaveForm(exact, size)) {
                    words.read(decoder.getResult());
                }
            }
        }

        @Override
        public String partial() {
            if (decoder != null) {
                words.read(decoder.getPartialResult());
            }
            return words.text();
        }

        @Override
        public Hypothesis end() {
            if (decoder == null) {
                return Hypothesis.NOTHING;
            }
            words.read(decoder.getFinalResult());
            Hypothesis heard = words.hypothesis();
            close();
            return heard;
        }

        @Override
        public void close() {
            if (decoder != null) {
                decoder.reset();
                decoders.giveBack(decoder);
                decoder = null;
            }
        }
    }
}
