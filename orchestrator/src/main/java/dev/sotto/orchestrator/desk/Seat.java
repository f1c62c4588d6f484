package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent and what they can take now.
 *
 * @param presence what they have said themselves
 * @param load how many cards now, offered or accepted
 * @param voiceLoad how many of those are of calls
 * @param idleSince when their last card came or went
 * @param pause in which nothing new is offered
 */
public record Seat(
        Agent agent,
        Presence presence,
        Link link,
        Capacity capacity,
        int load,
        int voiceLoad,
        Instant idleSince,
        @Nullable Pause pause) {
    /** Their desk page. Who never had one is reached by polling. */
    public enum Link {
        HERE,
        /** Lost a moment ago: what was offered goes to others, what they have taken may wait for a reload. */
        LOST,
        GONE
    }

    static Seat empty(Agent agent) {
        return new Seat(agent, Presence.OFFLINE, Link.HERE, Capacity.of(1), 0, 0, Instant.EPOCH, null);
    }

    public String name() {
        return agent.name();
    }

    /** Presence as others should see it. */
    public Presence visiblePresence() {
        if (link == Link.GONE) {
            return Presence.OFFLINE;
        }
        return presence == Presence.AVAILABLE && pause != null ? Presence.WRAP_UP : presence;
    }

    /** True when they could be asked such a thing, now or in a moment. */
    boolean isThereFor(String skill) {
        return visiblePresence().isThere() && agent.has(skill);
    }

    /** True when they take cards, if not at this very moment. */
    boolean isAvailableFor(String skill) {
        return presence == Presence.AVAILABLE && link == Link.HERE && agent.has(skill);
    }

    boolean canTake(GuidanceRequest request) {
        return pause == null && hasRoomFor(request);
    }

    /** In a pause for their attention, when nobody else is there: the caller must not pay for it. Never at high risk. */
    boolean canTakeIfAlone(GuidanceRequest request) {
        return pause != null
                && pause.reason() == Pause.Reason.ATTENTION
                && request.terms().risk() != Risk.HIGH
                && hasRoomFor(request);
    }

    /** True when they could be shown something more of some kind. */
    boolean hasRoom() {
        return presence == Presence.AVAILABLE && link == Link.HERE && load < capacity.total();
    }

    private boolean hasRoomFor(GuidanceRequest request) {
        return hasRoom() && capacity.takes(isVoice(request), voiceLoad, load) && agent.has(request.skill());
    }

    Seat with(Presence newPresence, Capacity newCapacity) {
        // who says that they are available has wrapped up; attention is not theirs to declare
        Pause kept = pause != null && pause.reason() == Pause.Reason.WRAP_UP ? null : pause;
        return new Seat(agent, newPresence, Link.HERE, newCapacity, load, voiceLoad, idleSince, kept);
    }

    Seat with(Link newLink) {
        return new Seat(agent, presence, newLink, capacity, load, voiceLoad, idleSince, pause);
    }

    Seat with(@Nullable Pause newPause) {
        return new Seat(agent, presence, link, capacity, load, voiceLoad, idleSince, newPause);
    }

    Seat loaded(GuidanceRequest request, int difference, Instant at) {
        int voiceDifference = isVoice(request) ? difference : 0;
        return new Seat(agent, presence, link, capacity, load + difference, voiceLoad + voiceDifference, at, pause);
    }

    private static boolean isVoice(GuidanceRequest request) {
        return request.channel().equals("voice");
    }
}
