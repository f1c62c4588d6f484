package dev.sotto.media.speech.feature;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Guesses the cepstra of wideband speech from those of telephone speech: y = [x(t-c) ... x(t+c), 1] A, an affine map over
 * 2c+1 frames. Its rows are the 13 cepstra of each input frame, oldest first, then the bias; its columns the corrected 13.
 *
 * <p>The matrices in the resources were fitted by least squares on 43 human utterances: 8 kHz mu-law speech brought back to 16 kHz
 * against the original at 16 kHz, both behind noise reduction and before mean removal. The acoustic model heard nothing
 * but wideband speech; filters cut to the telephone band do not help it, this does.
 */
public final class Correction {
    private final float[][] columns;
    private final int context;

    private Correction(float[][] columns, int context) {
        this.columns = columns;
        this.context = context;
    }

    /** Looks at one frame only. */
    public static Correction frameByFrame() {
        return load("map-8k-context0.txt");
    }

    /** Looks three frames (30 ms) back and ahead. */
    public static Correction inContext() {
        return load("map-8k-context3.txt");
    }

    /** Changes nothing: for comparison. */
    public static Correction none() {
        float[][] columns = new float[Mfcc.SIZE][Mfcc.SIZE + 1];
        for (int i = 0; i < Mfcc.SIZE; i++) {
            columns[i][i] = 1;
        }
        return new Correction(columns, 0);
    }

    /** Frames on either side. */
    int context() {
        return context;
    }

    /** Reads frames of 13 from a ring of {@code frames} whose oldest of the window stands at {@code oldest}. */
    void apply(float[] ring, int frames, int oldest, float[] out) {
        for (int column = 0; column < Mfcc.SIZE; column++) {
            float[] weights = columns[column];
            float sum = weights[weights.length - 1];
            int at = 0;
            for (int f = 0; f <= 2 * context; f++) {
                int from = (oldest + f) % frames * Mfcc.SIZE;
                for (int i = 0; i < Mfcc.SIZE; i++) {
                    sum += weights[at++] * ring[from + i];
                }
            }
            out[column] = sum;
        }
    }

    private static Correction load(String resource) {
        try (InputStream in = Correction.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            var rows = new ArrayList<String[]>();
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(line.strip().split("\\s+"));
                }
            }
            float[][] columns = new float[Mfcc.SIZE][rows.size()];
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < Mfcc.SIZE; column++) {
                    columns[column][row] = Float.parseFloat(rows.get(row)[column]);
                }
            }
            return new Correction(columns, (rows.size() - 1) / Mfcc.SIZE / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
