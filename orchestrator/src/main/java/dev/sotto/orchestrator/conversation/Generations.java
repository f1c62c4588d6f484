package dev.sotto.orchestrator.conversation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The course of a language model's answers through a conversation.
 *
 * <pre>
 *   Interpret (a turn) --+                 +--> ModelSaid* --> ModelWants* --> ModelDone: now its calls are acted on
 *                        +--> ModelAsked --+
 *   Generate (a result) -+                 +--> ModelFailed: the local assistant goes on
 *
 *   customer speaks | taken over | leaving | gone  -->  discarded: nothing of it is said or done any more
 * </pre>
 *
 * Nothing is acted on before the model's answer is complete and the floor is not the caller's: an answer that was cut in the
 * middle of a call's arguments, or that the caller has talked over, calls nothing.
 */
final class Generations {
    /** More than this without a word from outside is a model that goes round in circles. */
    static final int ROUNDS = 6;

    private Generations() {}

    /** True when the event is one of a model's. */
    static boolean on(Move move, Event event) {
        if (event instanceof Event.ModelAsked asked) {
            asked(move, asked);
        } else if (event instanceof Event.ModelSlow slow) {
            slow(move, slow);
        } else if (event instanceof Event.ModelSaid said) {
            said(move, said);
        } else if (event instanceof Event.ModelWants wants) {
            wants(move, wants);
        } else if (event instanceof Event.ModelDone done) {
            Generation current = current(move, done.generation());
            if (current != null) {
                move.model = move.model.current(current.complete());
            }
        } else if (event instanceof Event.ModelFailed failed) {
            failed(move, failed);
        } else {
            return false;
        }
        return true;
    }

    private static @Nullable Generation current(Move move, String id) {
        Generation current = move.model.current();
        return current != null && current.id().equals(id) && !current.done() ? current : null;
    }

    private static void asked(Move move, Event.ModelAsked asked) {
        boolean turn = asked.turn() != 0;
        boolean wanted = turn
                ? move.thinking != null && move.thinking.turn() == asked.turn()
                : move.model.requested() && move.thinking == null;
        if (!wanted
                || !move.serving()
                || move.model.current() != null
                || !asked.generation().equals(move.model.nextId(move.id))) {
            return;
        }
        List<String> shown = move.model.exchanges().stream()
                .filter(Exchange::untold)
                .map(Exchange::callId)
                .toList();
        long upTo = move.transcript.isEmpty()
                ? 0
                : move.transcript.get(move.transcript.size() - 1).number();
        move.model = move.model.begun(Generation.begun(asked.generation(), asked.turn(), upTo, shown));
        if (turn) {
            // what a barge-in cut off: the model knows what was heard, and decides whether to say the rest
            move.floor = move.floor.resumed();
        }
    }

    private static void slow(Move move, Event.ModelSlow slow) {
        Generation current = current(move, slow.generation());
        if (current == null || current.turn() == 0 || current.sentences() > 0 || current.bridged()) {
            return;
        }
        if (move.voice() && move.serving() && move.floor.free()) {
            move.model = move.model.current(current.bridge());
            Patience.phrase(move, Wait.MOMENT, move.floor.since(), "model " + current.id() + " is slow");
        }
    }

    private static void said(Move move, Event.ModelSaid said) {
        Generation current = current(move, said.generation());
        if (current != null && said.n() == current.sentences() + 1) {
            move.model = move.model.current(current.heard(said.text()));
        }
    }

    private static void wants(Move move, Event.ModelWants wants) {
        Generation current = current(move, wants.generation());
        if (current != null) {
            Generation.Wish wish =
                    new Generation.Wish(wants.callId(), wants.function(), wants.arguments(), wants.problem());
            move.model = move.model.current(current.wanting(wish));
        }
    }

    /** What the model did not finish: its calls are forgotten, and the local assistant answers what is still open. */
    private static void failed(Move move, Event.ModelFailed failed) {
        Generation current = current(move, failed.generation());
        if (current == null) {
            return;
        }
        move.model = move.model.current(null);
        Heard heard = move.thinking;
        if (current.turn() == 0) {
            ModelCalls.tellWithout(move, failed.reason());
        } else if (heard != null && current.spoken() > 0 && asks(current.last())) {
            // it had come as far as its question: the turn is the customer's
            move.thinking = null;
            move.asked = true;
            Hearing.next(move);
        } else if (heard != null) {
            Focus focus = move.freeze().focus(heard.source() == Source.KEYPAD);
            move.effect(new Effect.InterpretLocally(heard.turn(), heard.text(), heard.confidence(), focus));
        }
    }

    static boolean asks(String sentence) {
        return sentence.strip().endsWith("?");
    }

    /** New words of the customer: what the model was about to say and do is no answer to them. True when that was so. */
    static boolean superseded(Move move, Heard heard) {
        move.model = move.model.freshRounds().requesting(false);
        Generation current = move.model.current();
        if (current == null) {
            return false;
        }
        discard(move, current);
        Heard before = move.thinking;
        boolean merge = before != null && current.spoken() == 0;
        move.thinking = null;
        Hearing.think(move, merge ? merged(Objects.requireNonNull(before), heard) : heard);
        return true;
    }

    /** Nothing was answered yet, so both are one turn. */
    private static Heard merged(Heard before, Heard heard) {
        double confidence = Math.min(before.confidence(), heard.confidence());
        return new Heard(heard.turn(), before.text() + " " + heard.text(), confidence, heard.source());
    }

    private static void discard(Move move, Generation current) {
        move.model = move.model.current(null);
        move.effect(new Effect.DropGeneration(current.id()));
    }

    /** After each event: says what may be said now, and acts on an answer that is complete. */
    static void settle(Move move) {
        Generation current = move.model.current();
        if (!move.serving()) {
            // an approval that was about to be used is let go of, and so void
            move.model = move.model.requesting(false).withoutRechecks();
        }
        if (current == null) {
            return;
        }
        boolean answered = current.turn() != 0 && (move.thinking == null || move.thinking.turn() != current.turn());
        if (!move.serving() || answered) {
            discard(move, current);
        } else if (!move.voice() || !move.floor.callerSpeaking()) {
            if (move.voice() || current.done()) {
                current = speak(move, current);
            }
            if (current.done()) {
                complete(move, current);
            }
        }
    }

    private static Generation speak(Move move, Generation current) {
        int n = current.spoken();
        for (String sentence : current.unsaid()) {
            n++;
            move.sayModel(sentence, "model " + current.id() + " sentence " + n);
        }
        Generation said = current.said();
        move.model = move.model.current(said);
        return said;
    }

    private static void complete(Move move, Generation current) {
        move.model = move.model
                .current(null)
                .each(exchange -> current.shown().contains(exchange.callId()) ? exchange.known() : exchange);
        Heard heard = move.thinking;
        move.thinking = null;
        move.turns.removeIf(turn -> turn.turn() <= current.upTo());
        boolean asked = asks(current.last());
        ModelCalls.act(move, current, heard);
        if (asked) {
            move.asked = true;
        } else if (move.serving() && move.frame != null && current.wishes().isEmpty()) {
            // the task's question is still open: the customer must know whose turn it is
            Dialogue.prompt(move);
        }
        move.asked |= move.serving();
        Hearing.next(move);
    }

    /** Lets the model go on when there is something that it must be told. */
    static void goOn(Move move) {
        boolean free = move.thinking == null && move.turns.isEmpty() && move.model.current() == null;
        boolean quiet = !move.voice() || !move.floor.callerSpeaking();
        boolean waiting = move.model.exchanges().stream().anyMatch(Exchange::running);
        if (!move.serving() || !free || !quiet || waiting || move.model.requested() || !move.model.due()) {
            return;
        }
        if (move.model.rounds() >= ROUNDS) {
            ModelCalls.tellWithout(move, "it goes round in circles");
            return;
        }
        move.model = move.model.requesting(true);
        move.effect(new Effect.Generate("result"));
    }

    /** After a restart: what was being produced is lost, and asked for once more. */
    static void again(Move move) {
        Generation current = move.model.current();
        if (current != null) {
            discard(move, current);
        }
        move.model = move.model.requesting(false);
        move.model.exchanges().stream()
                .filter(Exchange::running)
                .forEach(exchange -> move.effect(Objects.requireNonNull(exchange.call())));
        move.model.rechecks().forEach(check -> check.calls().forEach(move::effect));
    }
}
