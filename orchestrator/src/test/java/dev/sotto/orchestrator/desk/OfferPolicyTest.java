package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferPolicyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final DeskRules RULES = DeskRules.DEFAULT;
    private final Desk desk = new Desk(
            List.of(
                    new Agent("low", "agent", Map.of("billing", 1)),
                    new Agent("mid", "agent", Map.of("billing", 3)),
                    new Agent("top", "agent", Map.of("billing", 5))),
            RULES);

    private void there(String agent, Capacity capacity) {
        desk.presence(agent, Presence.AVAILABLE, capacity, NOON);
    }

    private void allThere(int capacity) {
        List.of("low", "mid", "top").forEach(agent -> there(agent, Capacity.of(capacity)));
    }

    private String offered(GuidanceRequest request) {
        desk.add(Card.asked(request), NOON);
        return desk.card(request.id()).agent();
    }

    private static GuidanceRequest request(String id, String skill) {
        return Cards.request(id, skill, MINUTE, ConsultKind.APPROVAL);
    }

    @Test
    void ofEquallyLoadedPeopleTheBetterOneIsAskedAndThenTheOthers() {
        allThere(5);

        assertThat(offered(request("g1", "billing"))).isEqualTo("top");
        assertThat(offered(request("g2", "billing"))).isEqualTo("mid");
        assertThat(offered(request("g3", "billing"))).isEqualTo("low");
        assertThat(offered(request("g4", "billing"))).isEqualTo("top");
    }

    @Test
    void atHighRiskTheBetterOneComesFirstHoweverMuchTheyHave() {
        allThere(2);

        assertThat(offered(Cards.of(request("g1", "billing"), Risk.HIGH))).isEqualTo("top");
        assertThat(offered(Cards.of(request("g2", "billing"), Risk.HIGH))).isEqualTo("top");
        assertThat(offered(Cards.of(request("g3", "billing"), Risk.HIGH))).isEqualTo("mid");
    }

    @Test
    void aLevelIsAWishAndWhoIsBelowItIsAskedWhenNobodyBetterIsFree() {
        allThere(1);

        assertThat(offered(request("g1", "billing>=3"))).isEqualTo("top");
        assertThat(offered(request("g2", "billing>=3"))).isEqualTo("mid");
        assertThat(offered(request("g3", "billing>=3"))).isEqualTo("low");
        assertThat(desk.present("billing >= 5", Cards.NOON)).isEqualTo(3);
        assertThat(desk.present("law>=1", Cards.NOON)).isZero();
    }

    @Test
    void aNumberThatIsNoLevelAsksForNone() {
        assertThat(SkillWanted.parse("billing>=9")).isEqualTo(new SkillWanted("billing", 1));
        assertThat(SkillWanted.parse(" billing >= 4 ")).isEqualTo(new SkillWanted("billing", 4));
        assertThat(SkillWanted.parse("")).isEqualTo(new SkillWanted("", 1));
    }

    @Test
    void whoIsFullOfCallsMayStillTakeAChat() {
        there("mid", new Capacity(3, 1, null));

        assertThat(offered(request("call1", "billing"))).isEqualTo("mid");
        assertThat(offered(request("call2", "billing"))).isNull();
        assertThat(offered(Cards.inChat(request("chat", "billing")))).isEqualTo("mid");
        assertThat(desk.seat("mid").voiceLoad()).isEqualTo(1);
        assertThat(desk.available(request("call3", "billing"))).isZero();
        assertThat(desk.available(Cards.inChat(request("chat2", "billing")))).isEqualTo(1);
    }

    @Test
    void aTwoPersonCardIsBeforeTwoPeopleAndNeverTwiceBeforeOne() {
        there("mid", Capacity.of(5));
        desk.add(Card.asked(Cards.forTwo(request("g", "billing"))), NOON);
        assertThat(desk.card("g").holds()).hasSize(1);

        there("low", Capacity.of(5));

        assertThat(desk.card("g").holds()).extracting(Hold::agent).containsExactly("mid", "low");
        desk.approved("g", new CardEvent.Approved(Cards.approvedBy("mid")), NOON);
        desk.presence("low", Presence.AWAY, Capacity.of(5), NOON);
        assertThat(desk.card("g").state()).isEqualTo(GuidanceState.OPEN);
        there("top", Capacity.of(5));
        assertThat(desk.card("g").agent()).isEqualTo("top");
    }

    @Test
    void eachOfTwoOffersHasItsOwnClock() {
        there("mid", Capacity.of(5));
        desk.add(Card.asked(Cards.forTwo(request("g", "billing"))), NOON);
        desk.presence("low", Presence.AVAILABLE, Capacity.of(5), NOON.plusSeconds(9));

        var moves = desk.tick("g", NOON.plusSeconds(15));

        assertThat(moves).hasSize(1);
        assertThat(desk.card("g").holds()).extracting(Hold::agent).containsExactly("low");
        desk.tick("g", NOON.plusSeconds(17));
        assertThat(desk.card("g").holds()).extracting(Hold::agent).containsExactly("low", "mid");
    }

    @Test
    void whoIsPausedIsOfferedNothingAndThenWhatWaits() {
        there("mid", Capacity.of(5));
        desk.pause("mid", new Pause(Pause.Reason.WRAP_UP, NOON.plusSeconds(10)));
        assertThat(desk.seat("mid").visiblePresence()).isEqualTo(Presence.WRAP_UP);
        assertThat(offered(request("g", "billing"))).isNull();
        assertThat(desk.present("billing", Cards.NOON)).isEqualTo(1);

        desk.resume("mid", NOON.plusSeconds(10));

        assertThat(desk.card("g").agent()).isEqualTo("mid");
    }

    @Test
    void nobodyWaitsForAnAttentionPauseOfTheOnlyPersonThereUnlessTheRiskIsHigh() {
        there("mid", Capacity.of(5));
        desk.pause("mid", new Pause(Pause.Reason.ATTENTION, NOON.plusSeconds(60)));

        assertThat(offered(request("usual", "billing"))).isEqualTo("mid");
        assertThat(offered(Cards.of(request("risky", "billing"), Risk.HIGH))).isNull();
        there("low", Capacity.of(1));
        assertThat(desk.card("risky").agent()).isEqualTo("low");
        assertThat(offered(request("waits", "billing"))).isNull();
    }

    @Test
    void availableEndsAWrapUpButNotAPauseForAttention() {
        there("mid", Capacity.of(5));
        desk.pause("mid", new Pause(Pause.Reason.WRAP_UP, NOON.plusSeconds(10)));
        there("mid", Capacity.of(5));
        assertThat(desk.seat("mid").pause()).isNull();
        desk.pause("mid", new Pause(Pause.Reason.ATTENTION, NOON.plusSeconds(60)));
        there("mid", Capacity.of(5));
        assertThat(desk.seat("mid").visiblePresence()).isEqualTo(Presence.WRAP_UP);
    }

    @Test
    void aSupervisorPutsACardBeforeAnybodyWhateverTheyHave() {
        there("mid", Capacity.of(5));
        offered(request("g", "billing"));
        there("low", Capacity.of(0));

        desk.reassign("g", "low", NOON.plusSeconds(3));

        assertThat(desk.card("g").holds()).containsExactly(new Hold("low", NOON.plusSeconds(3), NOON.plusSeconds(18)));
        assertThat(desk.seat("mid").load()).isZero();
    }

    @Test
    void whatIsOnlyLikelyIsBeforeNobodyAndLoadsNobodyUntilItIsAsked() {
        there("mid", Capacity.of(1));
        var request = request("g", "billing");
        desk.add(Card.asked(Cards.likely(request, NOON.plusSeconds(20))), NOON);
        assertThat(desk.card("g").state()).isEqualTo(GuidanceState.OPEN);
        assertThat(desk.seat("mid").load()).isZero();

        var moves = desk.promote("g", request, NOON.plusSeconds(5));

        assertThat(moves).filteredOn(Move::isOffer).hasSize(1);
        assertThat(desk.card("g").agent()).isEqualTo("mid");
        assertThat(desk.card("g").deadline(NOON.plusSeconds(5))).isEqualTo(NOON.plusSeconds(20));
        assertThat(desk.promote("g", request, NOON.plusSeconds(6))).isEmpty();
    }
}
