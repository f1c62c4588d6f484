package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.Resampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads recorded speech: WAV, 16 bit, mono, at most five minutes. Blocks. */
final class Recording {
    private static final int MOST_SECONDS = 300;

    private Recording() {}

    /** As 8 kHz samples. Throws where it is none. */
    static short[] read(Path file) {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            var format = in.getFormat();
            int rate = Math.round(format.getSampleRate());
            boolean fits = format.getSampleSizeInBits() == 16
                    && format.getChannels() == 1
                    && format.getEncoding() == javax.sound.sampled.AudioFormat.Encoding.PCM_SIGNED
                    && rate >= 8_000
                    && rate <= 48_000;
            if (!fits || in.getFrameLength() > (long) MOST_SECONDS * rate) {
                throw new IllegalArgumentException(
                        file + " must be 16 bit, mono, 8 to 48 kHz, " + MOST_SECONDS + " s at most; it is " + format);
            }
            ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            byte[] bytes = in.readNBytes(2 * MOST_SECONDS * rate);
            short[] samples = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(samples);
            return telephone(samples, rate);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalArgumentException(file + " is no WAV file", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static short[] telephone(short[] samples, int rate) {
        if (rate == AudioFormat.SAMPLE_RATE) {
            return samples;
        }
        short[] into = new short[(int) ((long) samples.length * AudioFormat.SAMPLE_RATE / rate) + 64];
        int count = Resampler.of(rate, AudioFormat.SAMPLE_RATE).convert(samples, 0, samples.length, into, 0);
        return Arrays.copyOf(into, count);
    }
}
