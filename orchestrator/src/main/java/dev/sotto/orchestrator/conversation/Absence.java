package dev.sotto.orchestrator.conversation;

/**
 * The caller puts us on hold and comes back. Meanwhile nothing is said and no silence counts, while people who are asked, and
 * systems, go on; what there is to say then waits, and what was cut off is said first.
 */
final class Absence {
    private Absence() {}

    static void begins(Move move) {
        if (move.voice()) {
            move.floor = move.floor.left(move.now);
        }
    }

    static void ends(Move move) {
        if (!move.floor.away()) {
            return;
        }
        move.floor = move.floor.returned(move.now);
        move.reminders = 0;
        if (!move.serving()) {
            return;
        }
        if (!move.floor.unheard().isEmpty()) {
            Patience.resume(move);
        } else if (move.floor.held().isEmpty() && move.thinking == null) {
            where(move);
        }
        move.asked = true;
    }

    /** Where we were: how far the question to a person has come, what the caller was asked, or the last sentence. */
    private static void where(Move move) {
        Dialogue.prompt(move);
        if (move.words().isEmpty() && Patience.oldest(move.consults) != null) {
            Patience.reassure(move);
        }
        if (move.words().isEmpty()) {
            move.again(lastSentence(move), "back from a hold");
        }
    }

    private static String lastSentence(Move move) {
        for (int index = move.transcript.size() - 1; index >= 0; index--) {
            TranscriptLine line = move.transcript.get(index);
            if (line.from() != Party.CUSTOMER && !line.text().isBlank()) {
                String text = line.text().strip();
                return Hearing.rest(text, text.substring(0, text.length() - 1));
            }
        }
        return "";
    }
}
