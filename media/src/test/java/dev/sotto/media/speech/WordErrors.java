package dev.sotto.media.speech;

/** Substituted, deleted and inserted words: the least number of edits between what was said and what was understood. */
public final class WordErrors {
    private WordErrors() {}

    public static int between(String said, String understood) {
        String[] a = words(said);
        String[] b = words(understood);
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int substituted = diagonal + (a[i - 1].equals(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length];
    }

    public static String[] words(String text) {
        return text.isBlank() ? new String[0] : text.strip().split("\\s+");
    }
}
