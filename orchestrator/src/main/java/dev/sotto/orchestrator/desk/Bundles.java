package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Open requests that are nearly the same, across conversations. Those of one consult point belong together when they
 * propose the same and show the same facts, whatever the facts' values; free questions when they use almost the same
 * words. Not thread-safe.
 */
final class Bundles {
    /** Of all words that two free questions use, this share must be in both. */
    static final double ENOUGH_IN_COMMON = 0.75;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** @param words of the free question that began the group; empty for a consult point's */
    private record Group(String id, Set<String> words, Set<String> members) {}

    private final Map<String, Map<String, Group>> groupsByShape = new HashMap<>();
    private final Map<String, Group> groupByCard = new HashMap<>();

    /** What is only likely, or waits to be said, is decided by itself. */
    void add(Card card) {
        GuidanceRequest request = card.request();
        if (card.isLikely() || request.terms().draft() != null || groupByCard.containsKey(card.id())) {
            return;
        }
        Set<String> words = request.task().isEmpty() ? words(request.question()) : Set.of();
        Map<String, Group> groups = groupsByShape.computeIfAbsent(shape(request), shape -> new LinkedHashMap<>());
        Group group = groups.values().stream()
                .filter(known -> inCommon(known.words(), words) >= ENOUGH_IN_COMMON)
                .findFirst()
                .orElseGet(() -> begin(groups, shape(request), words));
        group.members().add(card.id());
        groupByCard.put(card.id(), group);
    }

    void remove(Card card) {
        Group group = groupByCard.remove(card.id());
        if (group == null) {
            return;
        }
        group.members().remove(card.id());
        if (group.members().isEmpty()) {
            groupsByShape.computeIfPresent(shape(card.request()), (shape, groups) -> {
                groups.remove(group.id());
                return groups.isEmpty() ? null : groups;
            });
        }
    }

    /** The bundle's id, or null while the card is the only one of its kind. */
    @Nullable
    String of(String cardId) {
        Group group = groupByCard.get(cardId);
        return group == null || group.members().size() < 2 ? null : group.id();
    }

    /** All that are of this card's kind, itself among them, the oldest first. */
    List<String> with(String cardId) {
        Group group = groupByCard.get(cardId);
        return group == null ? List.of() : List.copyOf(group.members());
    }

    int groups() {
        return groupsByShape.size();
    }

    /** The same for the same kind of question, so that a page may keep it across restarts. */
    private static Group begin(Map<String, Group> groups, String shape, Set<String> words) {
        String seed = shape + words.stream().sorted().collect(Collectors.joining(" "));
        String id = "b-" + UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Group group = new Group(id, words, new LinkedHashSet<>());
        groups.put(id, group);
        return group;
    }

    private static String shape(GuidanceRequest request) {
        String proposals = request.task().isEmpty()
                ? ""
                : request.proposals().stream()
                        .filter(proposal -> !proposal.remembered())
                        .map(proposal -> proposal.decision() + ":" + proposal.label())
                        .collect(Collectors.joining("|"));
        String facts = request.task().isEmpty()
                ? ""
                : request.evidence().stream().map(Fact::label).sorted().collect(Collectors.joining("|"));
        String tool = request.approval() == null ? "" : request.approval().tool();
        return String.join(
                "\u0001",
                request.task(),
                request.point(),
                request.kind().name(),
                request.skill(),
                String.valueOf(request.terms().approvals()),
                tool,
                proposals,
                facts);
    }

    static Set<String> words(String question) {
        return NO_WORD.splitAsStream(question.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Jaccard's index; two empty sets are the same. */
    static double inCommon(Set<String> one, Set<String> other) {
        if (one.isEmpty() && other.isEmpty()) {
            return 1;
        }
        long both = one.stream().filter(other::contains).count();
        return (double) both / (one.size() + other.size() - both);
    }
}
