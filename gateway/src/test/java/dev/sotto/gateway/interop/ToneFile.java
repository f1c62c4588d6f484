package dev.sotto.gateway.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** WAV files with a tone: written for a program to play, and recordings listened to. */
final class ToneFile {
    /** Mean square of samples. */
    private static final double LOUD = 2_000.0 * 2_000.0;

    private ToneFile() {}

    static void write(Path file, int rate, int channels, double hertz, int seconds) throws IOException {
        byte[] bytes = new byte[rate * seconds * channels * 2];
        for (int i = 0; i < rate * seconds * channels; i++) {
            int sample = (int) (12_000 * Math.sin(2 * Math.PI * hertz * (i / channels) / rate));
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
        AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes), format, (long) rate * seconds),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }

    /** Share of the energy that is in that tone, in the purest loud second of a recording; 0 for a silent one. */
    static double share(Path file, double hertz) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            int rate = (int) in.getFormat().getSampleRate();
            int channels = in.getFormat().getChannels();
            byte[] bytes = in.readAllBytes();
            double best = 0;
            for (int at = 0; at + rate <= bytes.length / 2 / channels; at += rate / 2) {
                double[] second = new double[rate];
                double energy = 0;
                for (int i = 0; i < rate; i++) {
                    int byteAt = 2 * channels * (at + i);
                    second[i] = (short) (bytes[byteAt] & 0xff | bytes[byteAt + 1] << 8);
                    energy += second[i] * second[i];
                }
                if (energy > LOUD * rate) {
                    best = Math.max(best, toneEnergy(second, rate, hertz) / energy);
                }
            }
            return best;
        }
    }

    private static double toneEnergy(double[] sound, int rate, double hertz) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < sound.length; i++) {
            re += sound[i] * Math.cos(2 * Math.PI * hertz * i / rate);
            im += sound[i] * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return 2 * (re * re + im * im) / sound.length;
    }

    static Path only(Path folder, String begin, String end) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(begin))
                    .filter(f -> f.getFileName().toString().endsWith(end))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no recording in " + folder));
        }
    }
}
