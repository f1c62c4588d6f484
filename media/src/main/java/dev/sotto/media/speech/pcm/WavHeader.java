package dev.sotto.media.speech.pcm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a WAV file: mono, 16 bit, which is all that voices write.
 *
 * @param dataAt where the samples begin
 */
public record WavHeader(int rate, int dataAt) {
    /** Bytes of a header that we write. */
    public static final int BYTES = 44;

    private static final int MAX_CHUNK = 4_096;

    /** The header of a file with {@code samples} of them. */
    public static byte[] of(int rate, int samples) {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + 2 * samples)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(2 * rate)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(2 * samples)
                .array();
    }

    /**
     * Reads it from the first bytes of a file.
     *
     * @return null while there are too few of them
     * @throws IllegalArgumentException when it is no WAV file, or one of another kind
     */
    public static @Nullable WavHeader parse(byte[] bytes, int count) {
        ByteBuffer file = ByteBuffer.wrap(bytes, 0, count).order(ByteOrder.LITTLE_ENDIAN);
        if (count < 12) {
            return null;
        }
        if (!text(file, 0).equals("RIFF") || !text(file, 8).equals("WAVE")) {
            throw new IllegalArgumentException("no WAV file");
        }
        int rate = 0;
        int at = 12;
        while (at + 8 <= count) {
            String name = text(file, at);
            int size = file.getInt(at + 4);
            if (name.equals("data")) {
                return new WavHeader(checked(rate), at + 8);
            }
            if (size < 0 || size > MAX_CHUNK) {
                throw new IllegalArgumentException("a WAV chunk of " + size + " bytes");
            }
            if (name.equals("fmt ") && at + 24 <= count) {
                if (file.getShort(at + 8) != 1 || file.getShort(at + 10) != 1 || file.getShort(at + 22) != 16) {
                    throw new IllegalArgumentException("WAV of another kind than mono, 16 bit");
                }
                rate = file.getInt(at + 12);
            }
            at += 8 + size + (size & 1);
        }
        return null;
    }

    private static int checked(int rate) {
        if (rate < 8_000 || rate > 48_000) {
            throw new IllegalArgumentException("WAV of " + rate + " Hz");
        }
        return rate;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(ByteBuffer file, int at) {
        byte[] four = new byte[4];
        file.get(at, four);
        return new String(four, StandardCharsets.US_ASCII);
    }
}
