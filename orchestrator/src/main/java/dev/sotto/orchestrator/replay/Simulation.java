package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Step;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A journalled conversation once more, on virtual time.
 *
 * <p>People outside do what they did, as long after what they reacted to ({@link Reactions}); tools and the assistant
 * answer from the journal ({@link RecordedWorld}); people at the desks as the plan says ({@link People}). Whatever the
 * journal doesn't have is assumed, and every assumption is told. Everything else is the machine's own doing, with its own
 * clock.
 */
public final class Simulation {
    private static final int MOST_EVENTS = 20_000;
    private static final Duration LONGEST = Duration.ofHours(24);
    /** What the timer of a live conversation adds. */
    private static final Duration TICK = Duration.ofMillis(1);

    private final ConversationMachine machine;
    private final Recording recording;
    private final Agenda agenda = new Agenda();
    private final Assumptions assumptions = new Assumptions();
    private final TimelineWriter timeline = new TimelineWriter();
    private final Reactions reactions;
    private final RecordedWorld world;
    private final People people;
    private final Voice voice;
    private Conversation state;
    private Instant now;
    private @Nullable Instant uselessTick;

    private Simulation(Recording recording, ConversationMachine machine, ReplayPlan plan) {
        this.machine = machine;
        this.recording = recording;
        now = recording.began().at();
        state = machine.unborn(recording.conversationId());
        voice = new Voice(recording, agenda);
        reactions = new Reactions(recording, plan, agenda, assumptions, voice);
        world = new RecordedWorld(recording, agenda, assumptions);
        people = new People(recording, plan, agenda, assumptions);
    }

    /** Plays it. {@code machine}: with the playbook that is to be tried. */
    public static Replayed run(Recording recording, ConversationMachine machine, ReplayPlan plan) {
        return new Simulation(recording, machine, plan).run();
    }

    private Replayed run() {
        take(recording.began());
        Instant until = now.plus(LONGEST);
        for (int count = 0; count < MOST_EVENTS && !state.stage().ended(); count++) {
            reactions.look(now, agenda.isEmpty());
            Event next = next();
            if (next == null || next.at().isAfter(until)) {
                break;
            }
            take(next);
        }
        recording.notes().forEach(assumptions::add);
        return new Replayed(timeline.done(), assumptions.all());
    }

    private @Nullable Event next() {
        Instant wake = state.wakeAt();
        Instant due = agenda.due();
        if (wake != null && !wake.equals(uselessTick)) {
            Instant tick = wake.plus(TICK).isBefore(now) ? now : wake.plus(TICK);
            if (due == null || tick.isBefore(due)) {
                return new Event.Ticked(tick);
            }
        }
        return due == null ? null : agenda.take();
    }

    private void take(Event event) {
        now = event.at();
        Step step = machine.on(state, event);
        timeline.write(state, event, step, null);
        voice.on(event, step);
        reactions.on(state, event, step);
        step.effects().forEach(effect -> {
            world.wants(effect, now);
            people.wants(effect, now);
        });
        state = step.next();
        uselessTick = event instanceof Event.Ticked ? state.wakeAt() : null;
        if (uselessTick != null && uselessTick.isAfter(now)) {
            uselessTick = null;
        }
    }
}
