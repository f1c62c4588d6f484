package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToDesk.AnswerReply;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * One answer for several requests that are nearly the same. Each is an answer of its own, with its own token and its own
 * line in the audit; what becomes of one does not touch the others. Owned by the broker's context.
 */
final class BundleDesk {
    private static final int MOST_MEMBERS = 100;

    private final Desk desk;
    private final AnswerDesk answers;

    BundleDesk(Desk desk, AnswerDesk answers) {
        this.desk = desk;
        this.answers = answers;
    }

    Future<Object> answer(ToDesk.AnswerBundle bundle) {
        var members = new LinkedHashSet<>(bundle.members());
        if (members.isEmpty() || members.size() > MOST_MEMBERS) {
            return Future.succeededFuture(
                    new Refused("invalid", "Name the requests that you mean, at most " + MOST_MEMBERS));
        }
        List<Future<ToDesk.MemberReply>> replies = new ArrayList<>();
        boolean first = true;
        // who belongs is settled before the first answer dissolves the bundle
        List<String> belonging =
                members.stream().filter(id -> belongs(id, bundle.bundle())).toList();
        if (!meansOneThing(belonging, bundle.choice())) {
            return Future.succeededFuture(
                    new Refused("invalid", "Proposal " + bundle.choice() + " is not the same in all of them"));
        }
        for (String id : members) {
            Future<AnswerReply> reply =
                    belonging.contains(id) ? answers.answer(single(bundle, id), part(bundle, first)) : notOpen(id);
            first = false;
            replies.add(reply.map(outcome -> new ToDesk.MemberReply(id, outcome)));
        }
        return Future.all(replies).map(all -> new ToDesk.BundleReply(all.list()));
    }

    /** Remembered proposals differ from card to card: who has seen one of them has not chosen another's. */
    private boolean meansOneThing(List<String> members, int choice) {
        List<String> chosen = members.stream()
                .map(desk::card)
                .filter(Objects::nonNull)
                .map(card -> card.request().proposals())
                .map(proposals -> choice >= 1 && choice <= proposals.size()
                        ? proposals.get(choice - 1).label()
                        : "")
                .distinct()
                .toList();
        return choice == 0 || chosen.size() <= 1;
    }

    private boolean belongs(String id, String bundle) {
        return bundle.equals(desk.bundle(id));
    }

    /** Somebody else may have settled it since the agent saw it; what is open is of another kind. */
    private Future<AnswerReply> notOpen(String id) {
        Card card = desk.card(id);
        return card == null
                ? answers.refusal(id)
                : Future.succeededFuture(Views.reply(AnswerOutcome.INVALID, "It does not belong to this bundle"));
    }

    private static ToDesk.Answer single(ToDesk.AnswerBundle bundle, String id) {
        return new ToDesk.Answer(id, bundle.agent(), bundle.answer(), bundle.choice(), bundle.text());
    }

    /** The answer took its time once, however many it is for. */
    private static AnswerDesk.Manner part(ToDesk.AnswerBundle bundle, boolean first) {
        return new AnswerDesk.Manner("as part of bundle " + bundle.bundle(), first);
    }
}
