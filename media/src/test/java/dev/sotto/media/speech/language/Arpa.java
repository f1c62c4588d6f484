package dev.sotto.media.speech.language;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A second reading of the ARPA format, from its description, to check what was written. */
final class Arpa {
    private final Map<String, Double> probabilities = new HashMap<>();
    private final Map<String, Double> backOffs = new HashMap<>();
    final Map<Integer, Integer> declared = new LinkedHashMap<>();
    final Map<Integer, Integer> found = new LinkedHashMap<>();

    Arpa(String text) {
        int order = 0;
        for (String line : text.lines().toList()) {
            if (line.startsWith("ngram ")) {
                declared.put(Integer.valueOf(line.substring(6, 7)), Integer.valueOf(line.substring(8)));
            } else if (line.endsWith("-grams:")) {
                order = line.charAt(1) - '0';
            } else if (!line.isEmpty() && !line.startsWith("\\")) {
                String[] fields = line.split("\t");
                found.merge(order, 1, Integer::sum);
                probabilities.put(fields[1], Math.pow(10, Double.parseDouble(fields[0])));
                if (fields.length > 2) {
                    backOffs.put(fields[1], Math.pow(10, Double.parseDouble(fields[2])));
                }
            }
        }
    }

    Set<String> words() {
        return probabilities.keySet().stream().filter(w -> !w.contains(" ")).collect(Collectors.toSet());
    }

    Set<String> histories() {
        return backOffs.keySet();
    }

    double probability(String history, String word) {
        String ngram = history.isEmpty() ? word : history + " " + word;
        Double known = probabilities.get(ngram);
        if (known != null) {
            return known;
        }
        int space = history.indexOf(' ');
        String shorter = space < 0 ? "" : history.substring(space + 1);
        return backOffs.getOrDefault(history, 1.0) * probability(shorter, word);
    }
}
