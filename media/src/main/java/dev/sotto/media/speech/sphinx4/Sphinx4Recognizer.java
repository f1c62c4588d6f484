package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.DecoderPool;
import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.RecognitionStream;
import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.feature.Correction;
import dev.sotto.media.speech.feature.Deltas;
import dev.sotto.media.speech.feature.TelephoneFrontEnd;
import dev.sotto.media.speech.language.LanguageFiles;
import org.jspecify.annotations.Nullable;

/** sphinx4: pure Java, about 0.1 s of CPU per second of speech, 60 MB and some 3 MB per leg that speaks. */
public final class Sphinx4Recognizer implements Recognizer {
    public static final String NAME = "sphinx4";

    /** Open before the first call comes. */
    private static final int WARM = 4;

    private static final int MAX_IDLE = 64;

    private final Correction correction;
    private final DecoderPool<Sphinx4Decoder> decoders;

    private Sphinx4Recognizer(SharedModels models, Correction correction) {
        this.correction = correction;
        decoders = new DecoderPool<>(models::newDecoder, Sphinx4Decoder::abandon, MAX_IDLE);
    }

    /** Loads the models and opens the first decoders. Blocks for some seconds. */
    public static Sphinx4Recognizer load(LanguageFiles language, Correction correction) {
        var recognizer = new Sphinx4Recognizer(new SharedModels(language), correction);
        recognizer.decoders.warm(WARM);
        try (RecognitionStream stream = recognizer.open()) {
            stream.begin();
            stream.accept(new short[4_000], 0, 4_000);
            stream.end();
        }
        return recognizer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "sphinx4 with CMU's US English model: knows only the words of the task files and common phrases; about half "
                + "again as many errors as pocketsphinx and twice its CPU; spoken digits are unreliable";
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
    }

    /** One leg: its own front end, a borrowed decoder while somebody speaks. */
    private final class Stream implements RecognitionStream {
        private final Deltas deltas = new Deltas(this::frame);
        private final TelephoneFrontEnd frontEnd = new TelephoneFrontEnd(correction, deltas::accept);
        private @Nullable Sphinx4Decoder decoder;

        @Override
        public void begin() {
            if (decoder == null) {
                decoder = decoders.borrow();
            }
            decoder.begin();
            deltas.begin();
            frontEnd.begin();
        }

        @Override
        public void accept(short[] samples, int offset, int count) {
            if (decoder != null) {
                frontEnd.accept(samples, offset, count);
            }
        }

        @Override
        public String partial() {
            return decoder == null ? "" : decoder.partial();
        }

        @Override
        public Hypothesis end() {
            Sphinx4Decoder borrowed = decoder;
            if (borrowed == null) {
                return Hypothesis.NOTHING;
            }
            frontEnd.end();
            deltas.end();
            Hypothesis hypothesis = borrowed.end();
            decoder = null;
            decoders.giveBack(borrowed);
            return hypothesis;
        }

        @Override
        public void close() {
            Sphinx4Decoder borrowed = decoder;
            if (borrowed != null) {
                decoder = null;
                borrowed.abandon();
                decoders.giveBack(borrowed);
            }
        }

        private void frame(float[] features) {
            if (decoder != null) {
                decoder.add(features);
            }
        }
    }
}
