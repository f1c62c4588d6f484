package dev.sotto.gateway.replay;

import dev.sotto.orchestrator.replay.PlanReader;
import dev.sotto.orchestrator.replay.ReplayPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        version = "Sotto 0.1.0",
        sortOptions = false,
        description = {
            "Plays a journalled conversation again and shows both side by side.",
            "Customers say what they said, as long after what they reacted to; tools answer as they did. What the journal"
                    + " doesn't have is assumed and listed. The same input always gives the same output."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  ./mvnw -q -Preplay -Dexec.args=\"<conversation> --delay x0.5\"",
            "  ./mvnw -q -Preplay -Dexec.args=\"--journal journal.json --answer g1=decline --compare\""
        })
final class ReplayOptions {
    @Parameters(arity = "0..1", paramLabel = "CONVERSATION", description = "Its id; not needed with --journal")
    String conversation = "";

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Read from what GET /v1/conversations/{id}/journal gave, and not from the database")
    @Nullable
    Path journal;

    @Option(
            names = "--tasks",
            paramLabel = "FOLDER",
            description = "Other task files for the replay. Default: those that the gateway uses ($SOTTO_TASKS)")
    @Nullable
    Path tasks;

    @Option(
            names = {"--delay", "--agent-delay"},
            paramLabel = "x0.5|40s",
            description = "People take that many times as long as they did, or always that long")
    String delay = "x1";

    @Option(names = "--no-agents", description = "Nobody is at the desks: policies decide")
    boolean noAgents;

    @Option(
            names = "--answer",
            paramLabel = "REQUEST=ANSWER",
            description = "Another answer to a request, named by its id, the end of it (g1) or its consult point:"
                    + " approve, decline[:reason], choose:2, instruct:words, edit:words, take_over")
    Map<String, String> answers = new LinkedHashMap<>();

    @Option(
            names = "--policy",
            paramLabel = "POINT=POLICY",
            description = "What happens at a consult point when nobody answers: ask_caller, decline, call_back, accept,"
                    + " next_skill:SKILL, transfer:TARGET; @20s behind it: after so long")
    Map<String, String> policies = new LinkedHashMap<>();

    @Option(names = "--compare", description = "Only the figures and what is different, not the timelines")
    boolean compare;

    @Option(names = "--json", description = "All of it as JSON")
    boolean json;

    /** @throws IllegalArgumentException with what is wrong in which option */
    ReplayPlan plan() {
        return new ReplayPlan(
                PlanReader.delay(delay),
                !noAgents,
                each("--answer", answers, PlanReader::answer),
                each("--policy", policies, PlanReader::policy));
    }

    private static <T> Map<String, T> each(String option, Map<String, String> texts, Function<String, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            try {
                values.put(name, read.apply(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(option + " " + name + "=" + text + ": " + e.getMessage(), e);
            }
        });
        return values;
    }
}
