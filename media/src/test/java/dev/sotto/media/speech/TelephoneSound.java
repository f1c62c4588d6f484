package dev.sotto.media.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Sound as it comes from a line: 8 kHz, through mu-law, with faint noise and a breath of silence on either side. */
public final class TelephoneSound {
    private static final int PAUSE = 1_200;
    private static final int LEAD_IN = 1_440;

    private TelephoneSound() {}

    public static short[] ofVoice(Synthesizer voice, String text) {
        // our voice begins at once; a caller's line is quiet before they speak, and the pre-roll hears that
        short[][] all = {new short[LEAD_IN]};
        voice.synthesize(text, (samples, offset, count) -> {
            int before = all[0].length;
            all[0] = Arrays.copyOf(all[0], before + count);
            System.arraycopy(samples, offset, all[0], before, count);
            return true;
        });
        return overLine(all[0]);
    }

    /** Reads a mono 16 bit WAV file of 8 or 16 kHz. */
    public static short[] ofFile(Path wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        int rate = bytes.getInt(24);
        int at = 12;
        while (bytes.getInt(at) != 0x61746164) {
            at += 8 + bytes.getInt(at + 4);
        }
        short[] samples = new short[Math.min(bytes.getInt(at + 4), bytes.capacity() - at - 8) / 2];
        bytes.position(at + 8);
        bytes.asShortBuffer().get(samples);
        return overLine(rate == 16_000 ? halved(samples) : samples);
    }

    public static short[] overLine(short[] samples) {
        var random = new Random(1);
        short[] line = new short[samples.length + 2 * PAUSE];
        for (int i = 0; i < line.length; i++) {
            int at = i - PAUSE;
            double sample = at >= 0 && at < samples.length ? samples[at] : 0;
            line[i] = throughMuLaw((int) Math.round(sample + 6 * random.nextGaussian()));
        }
        return line;
    }

    private static short[] halved(short[] wide) {
        short[] narrow = new short[wide.length / 2];
        for (int i = 0; i < narrow.length; i++) {
            double sum = 0;
            for (int k = -40; k <= 40; k++) {
                int at = 2 * i + k;
                if (at >= 0 && at < wide.length) {
                    double sinc = k == 0 ? 0.46 : Math.sin(Math.PI * 0.46 * k) / (Math.PI * k);
                    sum += sinc * (0.54 + 0.46 * Math.cos(Math.PI * k / 41)) * wide[at];
                }
            }
            narrow[i] = (short) Math.max(-32_768, Math.min(32_767, Math.round(sum)));
        }
        return narrow;
    }

    /** ITU-T G.711: 14 bit magnitude with a bias of 33, here scaled to 16 bit. */
    private static short throughMuLaw(int sample) {
        int magnitude = Math.min(Math.abs(sample), 32_635) + 132;
        int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int step = magnitude >> segment + 3 & 15;
        int decoded = ((step << 3) + 132 << segment) - 132;
        return (short) (sample < 0 ? -decoded : decoded);
    }
}
