package dev.sotto.orchestrator.conversation;

/** From the customer's words to a turn that is understood, one after the other. */
final class Hearing {
    private Hearing() {}

    static void said(Move move, Event.CustomerSaid said) {
        if (said.messageId() != null) {
            if (move.seen.contains(said.messageId())) {
                return;
            }
            move.seen.add(said.messageId());
            if (move.seen.size() > Move.SEEN_LIMIT) {
                move.seen.remove(0);
            }
        }
        TranscriptLine line = move.line(Party.CUSTOMER, said.text(), said.audio());
        move.floor = move.floor.callerStopped(said.endedAt());
        move.reminders = 0;
        if (!move.serving() || Outbound.isHello(move, said)) {
            return;
        }
        Heard heard = new Heard(line.number(), said.text(), said.confidence(), said.source());
        if (Generations.superseded(move, heard)) {
            return;
        }
        if (move.thinking == null) {
            think(move, heard);
        } else if (move.turns.size() < Move.TURNS_LIMIT) {
            move.turns.add(heard);
        }
    }

    static void think(Move move, Heard heard) {
        move.thinking = heard;
        move.effect(interpret(move, heard));
    }

    static Effect.Interpret interpret(Move move, Heard heard) {
        Focus focus = move.freeze().focus(heard.source() == Source.KEYPAD);
        return new Effect.Interpret(heard.turn(), heard.text(), heard.confidence(), focus);
    }

    static void understood(Move move, Event.Understood understood) {
        Heard heard = move.thinking;
        if (heard == null || heard.turn() != understood.turn()) {
            return;
        }
        move.thinking = null;
        if (move.serving()) {
            String unheard = move.floor.unheard();
            Dialogue.understood(move, heard, understood.interpretation());
            goOnAfter(move, understood, unheard);
        }
        next(move);
    }

    static void next(Move move) {
        if (move.serving() && move.thinking == null && !move.turns.isEmpty()) {
            think(move, move.turns.remove(0));
        }
    }

    /**
     * After a side question, or words that nobody understood, what the caller had interrupted is still worth saying: an outcome
     * above all. A question in it is put by the turn that follows, and the greeting has done its duty.
     */
    private static void goOnAfter(Move move, Event.Understood understood, String unheard) {
        boolean aside = understood.interpretation().meanings().stream()
                .allMatch(meaning -> meaning instanceof Meaning.Answered
                        || meaning instanceof Meaning.NotCovered
                        || meaning instanceof Meaning.AskedToWait
                        || meaning instanceof Meaning.Unclear);
        String left = statements(unheard);
        if (aside && !left.isEmpty() && !greetingWasCut(move)) {
            move.beforeQuestion(left, "interrupted");
        }
        move.floor = move.floor.resumed();
    }

    private static boolean greetingWasCut(Move move) {
        return move.transcript.stream()
                .filter(line -> line.from() != Party.CUSTOMER)
                .reduce((earlier, later) -> later.cut() ? later : earlier)
                .filter(line -> line.equals(move.transcript.get(0)))
                .isPresent();
    }

    /** Without the questions at its end. */
    static String statements(String text) {
        String left = text.strip();
        while (left.endsWith("?")) {
            int from = -1;
            for (int index = left.length() - 2; index >= 0 && from < 0; index--) {
                from = ".!?".indexOf(left.charAt(index)) >= 0 && left.charAt(index + 1) == ' ' ? index + 1 : -1;
            }
            left = from < 0 ? "" : left.substring(0, from).strip();
        }
        return left;
    }

    static void finished(Move move, Event.SpeechFinished finished) {
        boolean bridge = move.floor.bridging().contains(finished.line());
        move.floor = move.floor.finished(finished.line(), finished.at());
        for (int index = 0; index < move.transcript.size(); index++) {
            TranscriptLine line = move.transcript.get(index);
            if (line.number() == finished.line() && line.from() != Party.CUSTOMER) {
                move.transcript.set(index, heard(move, line, finished, bridge));
            }
        }
        // a phrase that gave way before its first sound was never said
        move.transcript.removeIf(line ->
                bridge && line.number() == finished.line() && line.text().isBlank());
    }

    /** The line with where it is in the call's sound, and only the words that were heard. */
    private static TranscriptLine heard(Move move, TranscriptLine line, Event.SpeechFinished finished, boolean bridge) {
        String text = finished.completed() ? line.text() : finished.heard();
        if (!finished.completed() && !bridge) {
            // a phrase that bridged a wait is not taken up again
            move.floor = move.floor.cut(rest(line.text(), text));
        }
        boolean cut = line.cut() || !finished.completed();
        return new TranscriptLine(line.number(), line.from(), text, line.at(), cut, finished.audio());
    }

    /** What is left to say: from the beginning of the sentence in which the voice fell silent. */
    static String rest(String text, String heard) {
        if (!text.startsWith(heard)) {
            return text;
        }
        int from = 0;
        for (int index = 0; index < heard.length() - 1; index++) {
            if (".!?".indexOf(heard.charAt(index)) >= 0 && heard.charAt(index + 1) == ' ') {
                from = index + 2;
            }
        }
        return heard.length() >= text.length() ? "" : text.substring(from);
    }
}
