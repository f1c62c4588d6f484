package dev.sotto.orchestrator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BundlesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Bundles bundles = new Bundles();

    private static Card approval(String id) {
        return Cards.card(id, "billing", MINUTE);
    }

    private static Card question(String id, String words) {
        return Card.asked(Cards.free(Cards.request(id, "general", MINUTE, ConsultKind.INSTRUCTION), words));
    }

    private void add(Card... cards) {
        List.of(cards).forEach(bundles::add);
    }

    @Example
    void cardsOfOnePointBelongTogetherWhateverTheirAmounts() {
        add(approval("a"));
        assertThat(bundles.of("a")).isNull();

        add(approval("b"));

        assertThat(bundles.of("a")).isNotNull().isEqualTo(bundles.of("b"));
        assertThat(bundles.with("a")).containsExactly("a", "b");
    }

    @Example
    void otherProposalsOrMorePeopleMakeAnotherKind() {
        Card b = approval("b");
        add(
                approval("a"),
                Card.asked(Cards.with(b.request(), b.request().proposals().subList(0, 2))));
        add(Card.asked(Cards.forTwo(approval("c").request())), Cards.card("d", "products", MINUTE));

        assertThat(List.of("a", "b", "c", "d")).allMatch(id -> bundles.of(id) == null);
    }

    @Example
    void freeQuestionsBelongTogetherWhenTheirWordsAreAlmostTheSame() {
        add(
                question("a", "Do you ship the trail tent to Canada?"),
                question("b", "do you ship the trail tent to Canada"),
                question("c", "Do you ship the big trail tent to Canada"),
                question("d", "Do you have a store in Canada?"));

        assertThat(bundles.with("a")).containsExactly("a", "b", "c");
        assertThat(bundles.of("d")).isNull();
    }

    @Example
    void whatIsOnlyLikelyOrWaitsToBeSaidIsDecidedByItself() {
        GuidanceRequest request = approval("c").request();
        var draft = new GuidanceRequest.Terms("", request.terms().risk(), 1, false, false, "Hello!");
        add(approval("a"), Card.asked(Cards.likely(approval("b").request(), request.answerBy())));
        add(Card.asked(Cards.with(request, draft)));

        assertThat(bundles.with("a")).containsExactly("a");
        assertThat(bundles.with("b")).isEmpty();
        assertThat(bundles.with("c")).isEmpty();
    }

    @Property(tries = 100)
    void everyCardIsInOneGroupItselfAmongItsMembersAndNothingIsLeftBehind(@ForAll long seed) {
        var random = new Random(seed);
        List<Card> in = new ArrayList<>();
        for (int step = 0; step < 80; step++) {
            if (in.isEmpty() || random.nextInt(3) > 0) {
                Card card = random.nextBoolean()
                        ? approval("g" + step)
                        : question("g" + step, "where is " + "abc".charAt(random.nextInt(3)));
                bundles.add(card);
                in.add(card);
            } else {
                bundles.remove(in.remove(random.nextInt(in.size())));
            }
            check(in);
        }
        in.forEach(bundles::remove);
        assertThat(bundles.groups()).isZero();
    }

    private void check(List<Card> in) {
        Set<String> members = new TreeSet<>();
        for (Card card : in) {
            List<String> with = bundles.with(card.id());
            assertThat(with).contains(card.id()).doesNotHaveDuplicates();
            assertThat(with).allMatch(other -> bundles.with(other).equals(with));
            assertThat(bundles.of(card.id()) == null).isEqualTo(with.size() == 1);
            members.addAll(with);
        }
        assertThat(members).hasSize(in.size());
    }

    @Property(tries = 200)
    void howMuchIsInCommonDoesNotDependOnTheOrder(@ForAll Set<Character> one, @ForAll Set<Character> other) {
        Set<String> a = new TreeSet<>();
        Set<String> b = new TreeSet<>();
        one.forEach(letter -> a.add(String.valueOf(letter)));
        other.forEach(letter -> b.add(String.valueOf(letter)));

        assertThat(Bundles.inCommon(a, b)).isBetween(0.0, 1.0).isEqualTo(Bundles.inCommon(b, a));
        assertThat(Bundles.inCommon(a, a)).isEqualTo(1.0);
    }
}
