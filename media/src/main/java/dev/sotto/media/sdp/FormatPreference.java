package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which sound formats an operator allows, and which of them come first: {@code PCMU PCMA, G722, OPUS}. Commas separate steps of
 * preference; of the formats in one step, the other side's order decides. {@code CN} anywhere: comfort noise is agreed to.
 *
 * <p>G.711 comes first unless somebody says otherwise. Callers hear and recognisers get 8 kHz here whatever the line carries, so a
 * wider format brings no better sound, and Opus costs a hundred times as much per packet; the two laws are of equal worth.
 */
public final class FormatPreference {
    public static final FormatPreference DEFAULT = parse("PCMU PCMA, G722, OPUS, L16");

    /** What every telephone has. */
    public static final FormatPreference G711 = parse("PCMU PCMA");

    private static final String COMFORT_NOISE = "CN";

    private final Map<AudioFormat, Integer> ranks = new EnumMap<>(AudioFormat.class);
    private final List<AudioFormat> inOrder = new ArrayList<>();
    private final boolean comfortNoise;
    private final String text;

    private FormatPreference(String text) {
        this.text = text.strip();
        boolean noise = false;
        int rank = 0;
        for (String step : text.split(",")) {
            for (String name : step.strip().split("\\s+")) {
                String upper = name.toUpperCase(Locale.ROOT);
                noise |= upper.equals(COMFORT_NOISE);
                if (!upper.equals(COMFORT_NOISE)) {
                    add(upper, rank);
                }
            }
            rank++;
        }
        if (ranks.isEmpty()) {
            throw new IllegalArgumentException("no sound format");
        }
        this.comfortNoise = noise;
    }

    /**
     * Reads such a list.
     *
     * @throws IllegalArgumentException it names none, or one that isn't spoken here
     */
    public static FormatPreference parse(String text) {
        return new FormatPreference(text);
    }

    /** L16 stands for both of its rates. */
    private void add(String name, int rank) {
        boolean known = false;
        for (AudioFormat format : AudioFormat.values()) {
            if (format.encodingName().toUpperCase(Locale.ROOT).equals(name)) {
                known = true;
                if (ranks.putIfAbsent(format, rank) == null) {
                    inOrder.add(format);
                }
            }
        }
        if (!known) {
            throw new IllegalArgumentException("'" + name + "' is none of PCMU, PCMA, G722, OPUS, L16, CN");
        }
    }

    /** Smaller is better; -1 for what isn't allowed. */
    int rank(AudioFormat format) {
        return ranks.getOrDefault(format, -1);
    }

    List<AudioFormat> inOrder() {
        return inOrder;
    }

    boolean comfortNoise() {
        return comfortNoise;
    }

    @Override
    public String toString() {
        return text;
    }
}
