package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.DecoderPool;
import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.RecognitionStream;
import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.feature.Correction;
import dev.sotto.media.speech.feature.Deltas;
import dev.sotto.media.speech.feature.TelephoneFrontEnd;
import dev.sotto.media.speech.language.LanguageFiles;
import org.jspecify.annotations.Nullable;

/**
 * sphinx4: pure Java, about 0.1 s of CPU per second of speech, 60 MB and some 3 MB per leg that speaks. While digits are
 * expected two searches listen side by side: a narrow one for numbers and the general one, which wins where the caller says
 * something else.
 */
public final class Sphinx4Recognizer implements Recognizer {
    public static final String NAME = "sphinx4";

    /** Open before the first call comes. */
    private static final int WARM = 4;

    private static final int WARM_DIGITS = 2;

    private static final int MAX_IDLE = 64;

    private final Correction correction;
    private final DecoderPool<Sphinx4Decoder> generalDecoders;
    private final DecoderPool<Sphinx4Decoder> digitDecoders;

    private Sphinx4Recognizer(SharedModels models, Correction correction) {
        this.correction = correction;
        generalDecoders = pool(models, SpeechContext.GENERAL);
        digitDecoders = pool(models, SpeechContext.DIGITS);
    }

    private static DecoderPool<Sphinx4Decoder> pool(SharedModels models, SpeechContext context) {
        return new DecoderPool<>(() -> models.newDecoder(context), Sphinx4Decoder::abandon, MAX_IDLE);
    }

    /** Loads the models and opens the first decoders. Blocks for some seconds. */
    public static Sphinx4Recognizer load(LanguageFiles general, LanguageFiles digits, Correction correction) {
        var recognizer = new Sphinx4Recognizer(new SharedModels(general, digits), correction);
        recognizer.generalDecoders.warm(WARM);
        recognizer.digitDecoders.warm(WARM_DIGITS);
        try (RecognitionStream stream = recognizer.open()) {
            stream.begin(SpeechContext.DIGITS);
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
                + "again as many errors as pocketsphinx and twice its CPU; of spoken digits more than one in five is wrong";
    }

    @Override
    public RecognitionStream open() {
        return new Stream();
    }

    @Override
    public int decodersOpen() {
        return generalDecoders.open() + digitDecoders.open();
    }

    @Override
    public void close() {
        generalDecoders.close();
        digitDecoders.close();
    }

    /** One leg: its own front end, borrowed decoders while somebody speaks. */
    private final class Stream implements RecognitionStream {
        private final Deltas deltas = new Deltas(this::frame);
        private final TelephoneFrontEnd frontEnd = new TelephoneFrontEnd(correction, deltas::accept);
        private @Nullable Sphinx4Decoder general;
        private @Nullable Sphinx4Decoder digits;

        @Override
        public void begin(SpeechContext context) {
            close();
            general = generalDecoders.borrow();
            general.begin();
            if (context == SpeechContext.DIGITS) {
                digits = digitDecoders.borrow();
                digits.begin();
            }
            deltas.begin();
            frontEnd.begin();
        }

        @Override
        public void accept(short[] samples, int offset, int count) {
            if (general != null) {
                frontEnd.accept(samples, offset, count);
            }
        }

        @Override
        public String partial() {
            if (general == null) {
                return "";
            }
            return Confidence.soFar(general.partial(), digits == null ? null : digits.partial());
        }

        @Override
        public Hypothesis end() {
            if (general == null) {
                return Hypothesis.NOTHING;
            }
            frontEnd.end();
            deltas.end();
            Hypothesis hypothesis = Confidence.judge(general.end(), digits == null ? null : digits.end());
            close();
            return hypothesis;
        }

        @Override
        public void close() {
            giveBack(generalDecoders, general);
            general = null;
            giveBack(digitDecoders, digits);
            digits = null;
        }

        private static void giveBack(DecoderPool<Sphinx4Decoder> pool, @Nullable Sphinx4Decoder decoder) {
            if (decoder != null) {
                decoder.abandon();
                pool.giveBack(decoder);
            }
        }

        private void frame(float[] features) {
            if (general != null) {
                general.add(features);
            }
            if (digits != null) {
                digits.add(features);
            }
        }
    }
}
