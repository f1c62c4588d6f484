package dev.sotto.media.codec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the payload numbers of one direction of a call mean.
 *
 * @param sounds number to format
 * @param keys numbers of telephone-events
 * @param noise numbers of comfort noise
 */
public record PayloadMap(Map<Integer, AudioFormat> sounds, Set<Integer> keys, Set<Integer> noise) {
    /** Comfort noise in the table of RFC 3551: needs no agreement to be understood. */
    public static final int COMFORT_NOISE = 13;

    public PayloadMap {
        sounds = Map.copyOf(sounds);
        keys = Set.copyOf(keys);
        noise = Set.copyOf(noise);
    }

    /** One sound and, unless {@code keys} is -1, one number for keys. */
    public static PayloadMap of(AudioFormat format, int payloadType, int keys) {
        return new PayloadMap(Map.of(payloadType, format), keys < 0 ? Set.of() : Set.of(keys), Set.of(COMFORT_NOISE));
    }

    /** These, and of the {@code others} those whose numbers are not in use here. */
    public PayloadMap and(PayloadMap others) {
        Map<Integer, AudioFormat> allSounds = new HashMap<>(sounds);
        Set<Integer> allKeys = new HashSet<>(keys);
        Set<Integer> allNoise = new HashSet<>(noise);
        others.sounds.forEach((number, format) -> {
            if (!contains(number)) {
                allSounds.put(number, format);
            }
        });
        others.keys.stream().filter(number -> !contains(number)).forEach(allKeys::add);
        others.noise.stream().filter(number -> !contains(number)).forEach(allNoise::add);
        return new PayloadMap(allSounds, allKeys, allNoise);
    }

    public boolean contains(int number) {
        return sounds.containsKey(number) || keys.contains(number) || noise.contains(number);
    }
}
