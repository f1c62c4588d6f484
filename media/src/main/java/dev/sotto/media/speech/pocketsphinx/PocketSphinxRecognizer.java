package dev.sotto.media.speech.pocketsphinx;

import dev.sotto.media.speech.DecoderPool;
import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.RecognitionStream;
import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.feature.Correction;
import dev.sotto.media.speech.feature.TelephoneFrontEnd;
import dev.sotto.media.speech.language.LanguageFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PocketSphinx: about 0.04 s of CPU per second of speech, some 10 MB per leg that speaks; about twice of both while digits
 * are expected, when two searches listen side by side: a narrow one for numbers and the general one, which wins where the
 * caller says something else.
 */
public final class PocketSphinxRecognizer implements Recognizer {
    public static final String NAME = "pocketsphinx";

    /** Open before the first call comes. */
    private static final int WARM = 4;

    private static final int WARM_DIGITS = 2;

    private static final int MAX_IDLE = 32;

    private final Correction correction;
    private final DecoderPool<NativeDecoder> generalDecoders;
    private final DecoderPool<NativeDecoder> digitDecoders;

    private PocketSphinxRecognizer(
            SphinxLibrary.Loaded library,
            Path model,
            LanguageFiles general,
            LanguageFiles digits,
            Correction correction) {
        this.correction = correction;
        generalDecoders = new DecoderPool<>(
                () -> new NativeDecoder(library, model, general, NativeDecoder.GENERAL),
                NativeDecoder::close,
                MAX_IDLE);
        digitDecoders = new DecoderPool<>(
                () -> new NativeDecoder(library, model, digits, NativeDecoder.DIGITS), NativeDecoder::close, MAX_IDLE);
    }

    /** Why it can't be used here, or nothing when it can. Loads the native libraries. */
    public static Optional<String> unavailable() {
        return Optional.ofNullable(Libraries.PROBLEM);
    }

    /**
     * Unpacks the acoustic model to {@code workFolder} and opens the first decoders. Blocks for some hundred milliseconds.
     *
     * @throws IllegalStateException when {@link #unavailable()}
     */
    public static PocketSphinxRecognizer load(
            Path workFolder, LanguageFiles general, LanguageFiles digits, Correction correction) {
        SphinxLibrary.Loaded library = Libraries.LOADED;
        if (library == null) {
            throw new IllegalStateException("not available: " + Libraries.PROBLEM);
        }
        Path model = AcousticModelFolder.unpack(workFolder);
        var recognizer = new PocketSphinxRecognizer(library, model, general, digits, correction);
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
        return "PocketSphinx with CMU's US English model: knows only the words of the task files and common phrases; "
                + "of spoken digits about one in five is wrong";
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

    /** Loaded once; a library that is absent, or for another machine, is a reason and not an error. */
    private static final class Libraries {
        static final SphinxLibrary.@Nullable Loaded LOADED;
        static final @Nullable String PROBLEM;

        static {
            SphinxLibrary.Loaded loaded = null;
            String problem = null;
            try {
                loaded = SphinxLibrary.Loaded.load();
            } catch (UnsatisfiedLinkError | NoClassDefFoundError | RuntimeException e) {
                String message =
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                problem = "libpocketsphinx.so.3 can't be loaded (Debian: apt install libpocketsphinx3): " + message;
            }
            LOADED = loaded;
            PROBLEM = problem;
        }
    }

    /** One leg: its own front end, borrowed decoders while somebody speaks. */
    private final class Stream implements RecognitionStream {
        private final TelephoneFrontEnd frontEnd = new TelephoneFrontEnd(correction, this::frame);
        private @Nullable NativeDecoder general;
        private @Nullable NativeDecoder digits;

        @Override
        public void begin(SpeechContext context) {
            close();
            general = generalDecoders.borrow();
            general.begin();
            if (context == SpeechContext.DIGITS) {
                digits = digitDecoders.borrow();
                digits.begin();
            }
            frontEnd.begin();
        }

        @Override
        public void accept(short[] samples, int offset, int count) {
            if (general != null) {
                frontEnd.accept(samples, offset, count);
                general.search();
            }
            if (digits != null) {
                digits.search();
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

        private static void giveBack(DecoderPool<NativeDecoder> pool, @Nullable NativeDecoder decoder) {
            if (decoder != null) {
                decoder.abandon();
                pool.giveBack(decoder);
            }
        }

        private void frame(float[] cepstra) {
            if (general != null) {
                general.add(cepstra);
            }
            if (digits != null) {
                digits.add(cepstra);
            }
        }
    }
}
