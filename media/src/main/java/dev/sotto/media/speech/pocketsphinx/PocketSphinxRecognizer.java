package dev.sotto.media.speech.pocketsphinx;

import dev.sotto.media.speech.DecoderPool;
import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.RecognitionStream;
import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.feature.Correction;
import dev.sotto.media.speech.feature.TelephoneFrontEnd;
import dev.sotto.media.speech.language.LanguageFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PocketSphinx: about 0.05 s of CPU per second of speech, some 10 MB per leg that speaks. */
public final class PocketSphinxRecognizer implements Recognizer {
    public static final String NAME = "pocketsphinx";

    /** Open before the first call comes. */
    private static final int WARM = 4;

    private static final int MAX_IDLE = 32;

    private final Correction correction;
    private final DecoderPool<NativeDecoder> decoders;

    private PocketSphinxRecognizer(
            SphinxLibrary.Loaded library, Path model, LanguageFiles language, Correction correction) {
        this.correction = correction;
        decoders = new DecoderPool<>(() -> new NativeDecoder(library, model, language), NativeDecoder::close, MAX_IDLE);
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
    public static PocketSphinxRecognizer load(Path workFolder, LanguageFiles language, Correction correction) {
        SphinxLibrary.Loaded library = Libraries.LOADED;
        if (library == null) {
            throw new IllegalStateException("not available: " + Libraries.PROBLEM);
        }
        Path model = AcousticModelFolder.unpack(workFolder);
        var recognizer = new PocketSphinxRecognizer(library, model, language, correction);
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
        return "PocketSphinx with CMU's US English model: knows only the words of the task files and common phrases; "
                + "spoken digits are unreliable";
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

    /** One leg: its own front end, a borrowed decoder while somebody speaks. */
    private final class Stream implements RecognitionStream {
        private final TelephoneFrontEnd frontEnd = new TelephoneFrontEnd(correction, this::frame);
        private @Nullable NativeDecoder decoder;

        @Override
        public void begin() {
            if (decoder == null) {
                decoder = decoders.borrow();
            }
            decoder.begin();
            frontEnd.begin();
        }

        @Override
        public void accept(short[] samples, int offset, int count) {
            if (decoder != null) {
                frontEnd.accept(samples, offset, count);
                decoder.search();
            }
        }

        @Override
        public String partial() {
            return decoder == null ? "" : decoder.partial();
        }

        @Override
        public Hypothesis end() {
            NativeDecoder borrowed = decoder;
            if (borrowed == null) {
                return Hypothesis.NOTHING;
            }
            frontEnd.end();
            Hypothesis hypothesis = borrowed.end();
            decoder = null;
            decoders.giveBack(borrowed);
            return hypothesis;
        }

        @Override
        public void close() {
            NativeDecoder borrowed = decoder;
            if (borrowed != null) {
                decoder = null;
                borrowed.abandon();
                decoders.giveBack(borrowed);
            }
        }

        private void frame(float[] cepstra) {
            if (decoder != null) {
                decoder.add(cepstra);
            }
        }
    }
}
