package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Attention;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.DeskRules;
import dev.sotto.orchestrator.desk.Pause;
import dev.sotto.orchestrator.desk.Presence;
import dev.sotto.orchestrator.desk.Seat;
import java.time.Duration;
import java.time.Instant;

/** Pauses after answers: to wrap up, or because approvals come faster than one can read. Owned by the broker's context. */
final class PauseDesk {
    private final Desk desk;
    private final OfferDesk offers;
    private final SeatNews news;
    private final Audit audit;
    private final GuidanceClock clock;
    private final DeskRules rules;
    private final BrokerMeters meters;
    private final Attention attention;

    PauseDesk(
            Desk desk,
            OfferDesk offers,
            SeatNews news,
            Audit audit,
            GuidanceClock clock,
            DeskRules rules,
            BrokerMeters meters) {
        this.desk = desk;
        this.offers = offers;
        this.news = news;
        this.audit = audit;
        this.clock = clock;
        this.rules = rules;
        this.meters = meters;
        this.attention = new Attention(rules.attention());
    }

    /**
     * To be called before the card leaves the desk, so that nothing is offered to whoever needs a pause. Approvals of
     * cards that were never put before this agent have no time that could be too short.
     */
    void answered(Card card, String agent, boolean approves) {
        Instant now = clock.now();
        boolean tooFast = false;
        if (approves) {
            tooFast = card.hold(agent)
                    .map(hold -> Duration.between(hold.since(), now))
                    .filter(took -> approved(agent, took))
                    .isPresent();
        } else {
            attention.thought(agent);
        }
        if (tooFast) {
            pause(
                    card.id(),
                    agent,
                    new Pause(Pause.Reason.ATTENTION, now.plus(rules.attention().pause())));
        } else if (!rules.wrapUp().isZero()) {
            pause(card.id(), agent, new Pause(Pause.Reason.WRAP_UP, now.plus(rules.wrapUp())));
        }
    }

    private boolean approved(String agent, Duration took) {
        meters.approved(took);
        return attention.approved(agent, took);
    }

    private void pause(String guidanceId, String agent, Pause pause) {
        Seat seat = desk.seat(agent);
        Pause running = seat == null ? null : seat.pause();
        if (seat == null
                || seat.presence() != Presence.AVAILABLE
                || (running != null && running.until().isAfter(pause.until()))) {
            return;
        }
        desk.pause(agent, pause);
        meters.paused(pause.reason().wire());
        audit.note(
                guidanceId, clock.now(), agent, Audit.Deed.PAUSE, pause.reason().wire(), null);
        news.changed(agent, pause.reason().wire());
        clock.at("pause:" + agent, pause.until(), () -> over(agent));
    }

    private void over(String agent) {
        Seat seat = desk.seat(agent);
        Instant now = clock.now();
        if (seat == null || seat.pause() == null || seat.pause().until().isAfter(now)) {
            return;
        }
        var moves = desk.resume(agent, now);
        news.changed(agent, null);
        offers.apply(moves, now);
    }
}
