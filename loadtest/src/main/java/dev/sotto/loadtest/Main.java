package dev.sotto.loadtest;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The load test's command line. */
@Command(
        name = "loadtest",
        version = "Sotto 0.1.0",
        mixinStandardHelpOptions = true,
        subcommands = {
            ReadyCommand.class,
            CallsCommand.class,
            LatencyCommand.class,
            DensityCommand.class,
            ChatCommand.class,
            CentreCommand.class,
            PlanCommand.class,
            ChaosCommand.class,
            SoakCommand.class,
            AuditCommand.class,
            HelpCommand.class
        },
        description = {
            "Virtual callers, visitors and people against Sotto, over the wire only: SIP, RTP, WebSocket, REST.",
            "",
            "Every run prints a table, and leaves one HTML page with plots and one JSON file in data/reports. What is random"
                    + " comes from --seed; arrivals are drawn before the run and never wait for the server; times count from when"
                    + " something was due."
        },
        footerHeading = "%nWhere to begin%n",
        footer = {
            "  Start a server:       SOTTO_DEMO_PASSWORD=whisper ./mvnw -q -Prun        and wait: ready",
            "  Does it work here?    calls --calls 10 --password whisper",
            "  How fast, how many?   latency, density, chat",
            "  What is it worth?     centre, plan              (these, chaos and soak start servers of their own)",
            "  What if it breaks?    chaos, soak, audit",
            "",
            "'help COMMAND' says what it measures, how, and how to read what comes out."
        })
public final class Main {
    private static List<String> given = List.of();

    Main() {}

    /** As it was given, for the report. */
    static String commandLine() {
        return "loadtest " + String.join(" ", given).replaceAll("(--password[ =])\\S+", "$1***");
    }

    public static void main(String[] args) {
        // the gateway, which is on the class path to be started, has a logback.xml of its own
        System.setProperty("logback.configurationFile", "loadtest-logback.xml");
        System.setProperty("java.awt.headless", "true");
        given = List.of(args);
        CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(command.getCommandName() + " failed: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args.length == 0 ? new String[] {"--help"} : args));
    }
}
