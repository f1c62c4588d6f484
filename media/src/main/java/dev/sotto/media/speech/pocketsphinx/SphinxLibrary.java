package dev.sotto.media.speech.pocketsphinx;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import org.jspecify.annotations.Nullable;

/** The functions used of {@code pocketsphinx.h}, 5prealpha. */
@SuppressWarnings("checkstyle:MethodName") // names of C
interface SphinxLibrary extends Library {
    Pointer ps_args();

    @Nullable
    Pointer ps_init(Pointer config);

    int ps_free(Pointer decoder);

    int ps_start_utt(Pointer decoder);

    int ps_process_cep(Pointer decoder, Pointer rows, int frames, int noSearch, int fullUtterance);

    int ps_end_utt(Pointer decoder);

    @Nullable
    String ps_get_hyp(Pointer decoder, IntByReference score);

    /** The functions used of SphinxBase, which lies in a library of its own. */
    interface Base extends Library {
        @Nullable
        Pointer cmd_ln_init(@Nullable Pointer inout, Pointer definitions, int strict, @Nullable Object... arguments);

        int cmd_ln_free_r(Pointer config);

        int err_set_logfile(String file);
    }

    /** Both libraries. */
    record Loaded(SphinxLibrary sphinx, Base base) {
        /** Debian has the versioned names only unless the development package is there. */
        static Loaded load() {
            Base base = Native.load("libsphinxbase.so.3", Base.class);
            SphinxLibrary sphinx = Native.load("libpocketsphinx.so.3", SphinxLibrary.class);
            base.err_set_logfile("/dev/null");
            return new Loaded(sphinx, base);
        }
    }
}
