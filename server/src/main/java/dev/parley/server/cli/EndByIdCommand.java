package dev.parley.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends one thing that the server knows by its id. */
abstract class EndByIdCommand implements Callable<Integer> {
  private final String verb;
  private final String thing;
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  /**
   * A command that reports, say, "Revoked key 5." or {@code {"revoked": "5"}}.
   *
   * @param verb what was done to it, in lower case
   * @param thing what it is
   */
  EndByIdCommand(String verb, String thing) {
    this.verb = verb;
    this.thing = thing;
  }

  /** Ends it. */
  abstract void end(UsersSession session, String id);

  @Override
  public final Integer call() {
    return options.answer(session -> {
      end(session, id);
      String said = Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
      return new AnswerOptions.Answer("%s %s %s.%n".formatted(said, thing, id), Map.of(verb, id));
    });
  }
}
