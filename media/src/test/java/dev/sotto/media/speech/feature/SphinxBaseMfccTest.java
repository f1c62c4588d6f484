package dev.sotto.media.speech.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.sotto.media.speech.pocketsphinx.NativeLibrary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reference for our cepstra is SphinxBase itself. */
class SphinxBaseMfccTest {
    private static final int SAMPLES = 16_000;

    /** The part of {@code fe.h} and {@code cmd_ln.h} that is needed. */
    public interface FrontEndLibrary extends Library {
        Pointer fe_get_args();

        Pointer cmd_ln_init(@Nullable Pointer inout, Pointer definitions, int strict, @Nullable Object... arguments);

        Pointer fe_init_auto_r(Pointer config);

        int fe_start_utt(Pointer fe);

        void fe_start_stream(Pointer fe);

        int fe_process_frames(
                Pointer fe,
                PointerByReference samples,
                NativeSize count,
                @Nullable Pointer rows,
                IntByReference frames,
                @Nullable IntByReference frameIndex);

        int fe_free(Pointer fe);

        int err_set_logfile(String file);
    }

    /** {@code size_t} by reference. */
    public static final class NativeSize extends com.sun.jna.ptr.ByReference {
        public NativeSize() {
            this(0);
        }

        public NativeSize(long value) {
            super(Native.SIZE_T_SIZE);
            getPointer().setLong(0, value);
        }
    }

    @Test
    void cepstraEqualThoseOfSphinxBase() {
        NativeLibrary.require();
        float[] sound = FrontEndTest.noise(SAMPLES, 800);
        for (int i = 0; i < sound.length; i++) {
            double loudness = i / 2_000 % 2 == 0 ? 0.05 : 1;
            sound[i] = Math.round(sound[i] * loudness + 3_000 * loudness * Math.sin(i * 0.1));
        }
        List<float[]> ours = FrontEndTest.cepstra(sound);
        float[][] theirs = sphinxBase(sound);
        assertThat(theirs.length).isGreaterThan(90);
        for (int f = 0; f < Math.min(theirs.length, ours.size()); f++) {
            for (int i = 0; i < Mfcc.SIZE; i++) {
                assertThat(ours.get(f)[i]).as("frame %d, cepstrum %d", f, i).isCloseTo(theirs[f][i], within(2e-3f));
            }
        }
    }

    private static float[][] sphinxBase(float[] sound) {
        FrontEndLibrary library = Native.load("libsphinxbase.so.3", FrontEndLibrary.class);
        library.err_set_logfile("/dev/null");
        Pointer config = library.cmd_ln_init(
                null,
                library.fe_get_args(),
                1,
                "-lowerf",
                "130",
                "-upperf",
                "6800",
                "-nfilt",
                "25",
                "-transform",
                "dct",
                "-lifter",
                "22",
                "-samprate",
                "16000",
                "-dither",
                "no",
                "-remove_noise",
                "yes",
                "-remove_silence",
                "no",
                null);
        Pointer fe = library.fe_init_auto_r(config);
        library.fe_start_stream(fe);
        library.fe_start_utt(fe);
        var samples = new Memory(2L * SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            samples.setShort(2L * i, (short) sound[i]);
        }
        int rows = 200;
        var cepstra = new Memory(4L * rows * Mfcc.SIZE);
        var pointers = new Memory((long) Native.POINTER_SIZE * rows);
        for (int i = 0; i < rows; i++) {
            pointers.setPointer((long) Native.POINTER_SIZE * i, cepstra.share(4L * Mfcc.SIZE * i));
        }
        var frames = new IntByReference(rows);
        library.fe_process_frames(
                fe, new PointerByReference(samples), new NativeSize(SAMPLES), pointers, frames, new IntByReference());
        float[][] result = new float[frames.getValue()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = cepstra.getFloatArray(4L * Mfcc.SIZE * i, Mfcc.SIZE);
        }
        library.fe_free(fe);
        return result;
    }
}
