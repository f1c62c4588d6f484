package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlList;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.task.Op.ProposedAnswer;
import dev.sotto.orchestrator.task.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answers that a person can give with one key. */
final class ProposalReader {
    private static final int MOST = 9;
    private static final Pattern DECLINE = Pattern.compile("decline(?:\\s*:\\s*(.+))?", Pattern.CASE_INSENSITIVE);

    private final Texts texts;
    private final StepReader steps;
    private final Problems problems;

    ProposalReader(Texts texts, StepReader steps) {
        this.texts = texts;
        this.steps = steps;
        this.problems = texts.problems();
    }

    List<ProposedAnswer> read(MapReader in, ConsultKind kind) {
        Optional<YamlList> list = in.list("propose");
        if (list.isEmpty()) {
            return kind == ConsultKind.APPROVAL ? yesOrNo() : List.of();
        }
        List<ProposedAnswer> proposals = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (YamlNode item : list.get().items()) {
            Optional<ProposedAnswer> proposal = proposal(item, kind);
            if (proposal.isPresent() && !labels.add(proposal.get().label())) {
                problems.error(item.at(), "'" + proposal.get().label() + "' is proposed twice", "remove one");
            }
            proposal.ifPresent(proposals::add);
        }
        if (proposals.size() > MOST) {
            problems.error(
                    list.get().at(),
                    "there are more than " + MOST + " proposals",
                    "each has a number key: keep the likeliest");
        }
        return List.copyOf(proposals);
    }

    private static List<ProposedAnswer> yesOrNo() {
        return List.of(
                new ProposedAnswer("Approve", AnswerKind.APPROVE, null, Map.of()),
                new ProposedAnswer("Decline", AnswerKind.DECLINE, null, Map.of()));
    }

    private Optional<ProposedAnswer> proposal(YamlNode item, ConsultKind kind) {
        if (item instanceof YamlScalar scalar && !scalar.isNull()) {
            return Optional.of(kind == ConsultKind.APPROVAL ? ofApproval(scalar) : chosen(scalar.text()));
        }
        if (item instanceof YamlMap map) {
            return spelledOut(new MapReader(map, problems), kind);
        }
        problems.error(item.at(), "a proposal is " + item.kind(), "a text, or {label: .., decision: ..}");
        return Optional.empty();
    }

    private ProposedAnswer ofApproval(YamlScalar scalar) {
        String text = scalar.text().strip();
        if (text.toLowerCase(Locale.ROOT).equals("approve")) {
            return new ProposedAnswer(text, AnswerKind.APPROVE, null, Map.of());
        }
        Matcher decline = DECLINE.matcher(text);
        if (decline.matches()) {
            Template reason = decline.group(1) == null
                    ? null
                    : texts.template(new YamlScalar(scalar.at(), decline.group(1), false));
            return new ProposedAnswer(text, AnswerKind.DECLINE, reason, Map.of());
        }
        problems.warning(
                scalar.at(),
                "'" + text + "' approves nothing: it is passed on as a choice",
                "{label: \"" + text + "\", decision: approve, with: {amount: \"{{order.total / 2}}\"}}");
        return chosen(text);
    }

    private static ProposedAnswer chosen(String text) {
        return new ProposedAnswer(text, AnswerKind.CHOOSE, null, Map.of());
    }

    private Optional<ProposedAnswer> spelledOut(MapReader in, ConsultKind kind) {
        Optional<String> label = in.requiredText("label", "what stands on the card");
        AnswerKind decision = kind == ConsultKind.APPROVAL && !in.map().has("decision")
                ? missing(in)
                : in.choice("decision", AnswerKind.class).orElse(AnswerKind.CHOOSE);
        boolean allowed = decision == AnswerKind.CHOOSE
                || kind == ConsultKind.APPROVAL && (decision == AnswerKind.APPROVE || decision == AnswerKind.DECLINE);
        if (!allowed) {
            problems.error(
                    in.placeOfValue("decision"),
                    "'" + decision.name().toLowerCase(Locale.ROOT) + "' can't be proposed here",
                    kind == ConsultKind.APPROVAL
                            ? "approve, decline or choose"
                            : "only an approval is approved or declined");
        }
        Optional<Template> reason = in.scalar("reason").map(texts::template);
        Step.Arguments with = steps.arguments(in);
        if (!with.values().isEmpty() && decision != AnswerKind.APPROVE) {
            problems.error(with.at(), "only an approval changes arguments", "add decision: approve, or remove 'with'");
        }
        in.done();
        return label.map(text -> new ProposedAnswer(text, decision, reason.orElse(null), with.values()));
    }

    private AnswerKind missing(MapReader in) {
        problems.error(in.at(), "'decision' is missing", "decision: approve, decline or choose");
        return AnswerKind.CHOOSE;
    }
}
