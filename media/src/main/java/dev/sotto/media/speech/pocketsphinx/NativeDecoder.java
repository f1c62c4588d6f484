package dev.sotto.media.speech.pocketsphinx;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.sotto.media.speech.feature.TelephoneFrontEnd;
import dev.sotto.media.speech.language.LanguageFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One native decoder and the one buffer its frames go through: a new one per chunk would wait for the collector outside of
 * the heap. One thread at a time; {@link #close()} frees it, after which nothing may be called.
 *
 * <p>{@code -fwdflat no}: the second pass would cost 54 ms at the end of each utterance for a difference of less than a
 * point of word error; the best path over the lattice stays.
 */
final class NativeDecoder {
    /**
     * Frames per call. The library's own ring holds six; seven too many at once overrun it, which loses the utterance or
     * aborts the process.
     */
    private static final int ROWS = 4;

    /** All kinds of speech: the library's own weights. */
    static final List<String> GENERAL = List.of();

    /**
     * Few words of one syllable each: what the sound says counts for more and a word has its price, or noise becomes
     * digits. Looking ahead at phones doesn't pay with so small a tree.
     */
    static final List<String> DIGITS = List.of("-lw", "4", "-wip", "1e-4", "-pl_window", "0");

    private static final int MAX_FRAMES = 60 * TelephoneFrontEnd.FRAMES_PER_SECOND;

    private final SphinxLibrary.Loaded library;
    private final Pointer config;
    private final Pointer decoder;
    private final Memory frames = new Memory(4L * ROWS * TelephoneFrontEnd.SIZE);
    private final Memory rows = new Memory((long) Native.POINTER_SIZE * ROWS);
    private final IntByReference score = new IntByReference();
    private int waiting;
    private int decoded;
    private boolean running;

    /** What the search made of an utterance; its score per frame is in the library's own logarithms. */
    record Decoded(String words, double scorePerFrame) {
        static final Decoded NOTHING = new Decoded("", Double.NEGATIVE_INFINITY);
    }

    NativeDecoder(SphinxLibrary.Loaded library, Path acousticModel, LanguageFiles language, List<String> weights) {
        this.library = library;
        Pointer arguments = library.base()
                .cmd_ln_init(null, library.sphinx().ps_args(), 1, arguments(acousticModel, language, weights));
        if (arguments == null) {
            throw new IllegalStateException("pocketsphinx refused its arguments");
        }
        Pointer opened = library.sphinx().ps_init(arguments);
        if (opened == null) {
            library.base().cmd_ln_free_r(arguments);
            throw new IllegalStateException("pocketsphinx could not load " + acousticModel + " with " + language);
        }
        config = arguments;
        decoder = opened;
        for (int i = 0; i < ROWS; i++) {
            rows.setPointer((long) Native.POINTER_SIZE * i, frames.share(4L * TelephoneFrontEnd.SIZE * i));
        }
    }

    private static @Nullable Object[] arguments(Path acousticModel, LanguageFiles language, List<String> weights) {
        var arguments = new ArrayList<@Nullable Object>(List.of("-hmm", acousticModel.toString()));
        arguments.addAll(List.of("-lm", language.languageModel().toString()));
        arguments.addAll(List.of("-dict", language.dictionary().toString()));
        arguments.addAll(List.of("-logfn", "/dev/null", "-fwdflat", "no", "-bestpath", "yes"));
        arguments.addAll(weights);
        arguments.add(null);
        return arguments.toArray();
    }

    void begin() {
        abandon();
        waiting = 0;
        decoded = 0;
        running = library.sphinx().ps_start_utt(decoder) == 0;
    }

    /** Takes a frame; it is searched with the next {@link #search()}. What follows after a minute is not. */
    void add(float[] cepstra) {
        if (waiting == ROWS) {
            search();
        }
        if (running && decoded < MAX_FRAMES) {
            frames.write(4L * TelephoneFrontEnd.SIZE * waiting, cepstra, 0, TelephoneFrontEnd.SIZE);
            waiting++;
        }
    }

    void search() {
        if (waiting > 0) {
            library.sphinx().ps_process_cep(decoder, rows, waiting, 0, 0);
            decoded += waiting;
            waiting = 0;
        }
    }

    /** What the search makes of the utterance so far. */
    Decoded partial() {
        return running && decoded > 0 ? best() : Decoded.NOTHING;
    }

    Decoded end() {
        search();
        if (!running) {
            return Decoded.NOTHING;
        }
        running = false;
        return library.sphinx().ps_end_utt(decoder) < 0 || decoded == 0 ? Decoded.NOTHING : best();
    }

    private Decoded best() {
        String words = library.sphinx().ps_get_hyp(decoder, score);
        return words == null || words.isBlank()
                ? Decoded.NOTHING
                : new Decoded(words.strip(), (double) score.getValue() / decoded);
    }

    void abandon() {
        if (running) {
            running = false;
            library.sphinx().ps_end_utt(decoder);
        }
    }

    void close() {
        abandon();
        library.sphinx().ps_free(decoder);
        library.base().cmd_ln_free_r(config);
        frames.close();
        rows.close();
    }
}
