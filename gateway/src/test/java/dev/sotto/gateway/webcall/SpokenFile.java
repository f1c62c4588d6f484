package dev.sotto.gateway.webcall;

import dev.sotto.media.speech.Synthesizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Words as a WAV file, with a pause behind them, for a microphone that plays it over and over. */
final class SpokenFile {
    private static final int RATE = 8_000;
    private static final int PAUSE_SAMPLES = 3 * RATE;

    private SpokenFile() {}

    static Path write(Path file, Synthesizer voice, String words) throws IOException {
        List<Short> samples = new ArrayList<>();
        voice.synthesize(words, (chunk, offset, count) -> {
            for (int i = offset; i < offset + count; i++) {
                samples.add(chunk[i]);
            }
            return true;
        });
        int bytes = 2 * (samples.size() + PAUSE_SAMPLES);
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
        samples.forEach(wav::putShort);
        return Files.write(file, wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
