package dev.sotto.media.speech.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Understands a language that needs no recogniser: a step of height {@code n * 1000} for 100 ms or more is the word n. */
public final class StepEar {
    private static final int SHORTEST = 800;
    private static final List<String> WORDS =
            List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private StepEar() {}

    /** The sound of words, 120 ms each, with as much silence after each of them. */
    public static short[] say(String words) {
        String[] list = words.split(" ");
        short[] sound = new short[list.length * 1_920];
        for (int i = 0; i < list.length; i++) {
            int height = 1_000 * WORDS.indexOf(list[i]);
            for (int k = 0; k < 960; k++) {
                sound[i * 1_920 + k] = (short) height;
            }
        }
        return sound;
    }

    /** Where words begin, and the words. */
    public static Map<Integer, String> hear(short[] sound, int from, int to) {
        Map<Integer, String> words = new TreeMap<>();
        int begun = from;
        for (int i = from; i <= to; i++) {
            int step = i < to ? step(sound[i]) : -1;
            if (i == from || step != step(sound[i - 1])) {
                int before = i == from ? 0 : step(sound[i - 1]);
                if (before > 0 && i - begun >= SHORTEST) {
                    words.put(begun, WORDS.get(before));
                }
                begun = i;
            }
        }
        return words;
    }

    public static String text(short[] sound, int from, int to) {
        return String.join(" ", new ArrayList<>(hear(sound, from, to).values()));
    }

    private static int step(short sample) {
        return Math.max(0, Math.min(9, Math.round(sample / 1_000f)));
    }
}
