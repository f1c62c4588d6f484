package dev.sotto.loadtest.density;

import dev.sotto.loadtest.phone.Medium;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Which share of the callers speaks what.
 *
 * @param shares any positive numbers; only their proportions count
 */
public record MediaMix(Map<Medium, Integer> shares) {
    public static final MediaMix PCMU = new MediaMix(Map.of(Medium.PCMU, 1));

    public MediaMix {
        if (shares.isEmpty() || shares.values().stream().anyMatch(share -> share <= 0)) {
            throw new IllegalArgumentException("a mix has shares above 0, not " + shares);
        }
        shares = Collections.unmodifiableMap(new EnumMap<>(shares));
    }

    /**
     * Reads {@code pcmu=60,g722=20,opus=10,srtp=10}; a name alone has a share of 1.
     *
     * @throws IllegalArgumentException it says why
     */
    public static MediaMix parse(String text) {
        Map<Medium, Integer> shares = new EnumMap<>(Medium.class);
        for (String part : text.split(",")) {
            String[] sides = part.strip().split("=", 2);
            try {
                Medium medium = Medium.valueOf(sides[0].strip().toUpperCase(Locale.ROOT));
                shares.merge(medium, sides.length == 1 ? 1 : Integer.parseInt(sides[1].strip()), Integer::sum);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "\"" + part.strip() + "\" is no share: pcmu, pcma, g722, opus or srtp = a whole number", e);
            }
        }
        return new MediaMix(shares);
    }

    /** Starts to deal the media out to callers. */
    Dealer deal(long seed) {
        return new Dealer(this, seed);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        shares.forEach((medium, share) -> text.append(text.isEmpty() ? "" : ",")
                .append(medium.name().toLowerCase(Locale.ROOT))
                .append('=')
                .append(share));
        return text.toString();
    }

    /** Deals in such a way that all callers so far are in proportion, as nearly as whole callers can be. Mutable. */
    static final class Dealer {
        private final MediaMix mix;
        private final Random random;
        private final int whole;
        private final Map<Medium, Integer> dealt = new EnumMap<>(Medium.class);
        private int callers;

        private Dealer(MediaMix mix, long seed) {
            this.mix = mix;
            this.random = new Random(seed);
            this.whole =
                    mix.shares().values().stream().mapToInt(Integer::intValue).sum();
        }

        /** For the next {@code count} callers, in an order that the seed decides. */
        List<Medium> next(int count) {
            List<Medium> media = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                callers++;
                Medium most = mostWanting();
                dealt.merge(most, 1, Integer::sum);
                media.add(most);
            }
            Collections.shuffle(media, random);
            return media;
        }

        private Medium mostWanting() {
            Medium most = mix.shares().keySet().iterator().next();
            double wanting = Double.NEGATIVE_INFINITY;
            for (Map.Entry<Medium, Integer> share : mix.shares().entrySet()) {
                double due = (double) callers * share.getValue() / whole - dealt.getOrDefault(share.getKey(), 0);
                if (due > wanting) {
                    wanting = due;
                    most = share.getKey();
                }
            }
            return most;
        }
    }
}
