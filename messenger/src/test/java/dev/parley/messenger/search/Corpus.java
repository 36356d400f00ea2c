package dev.parley.messenger.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.message.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written search set: what people said, in {@code corpus.txt}, told in its order of days. */
final class Corpus {
  private static final Pattern LINE = Pattern.compile("(\\d+) (\\w+)(?: \\[([\\w-]+)])?: (.*)");

  final Map<String, Long> people = new HashMap<>();

  /** Label of each message that a query can name, by its id. */
  final Map<Long, String> labels = new HashMap<>();

  private record Line(String place, int daysAgo, String sender, String label, String text) {}

  private record Place(String title, List<String> members) {}

  /** One question of {@code queries.txt}. */
  record Query(String reader, String text, List<String> answers) {
    boolean isChinese() {
      return text.codePoints().anyMatch(Character::isIdeographic);
    }
  }

  static List<Query> queries() {
    return lines("/search/queries.txt").stream()
        .map(line -> line.split(" \\| "))
        .map(parts -> new Query(parts[0], parts[1], List.of(parts[2].split(" "))))
        .toList();
  }

  /** Lets everybody say everything. */
  void tell(Library library) {
    var places = new HashMap<String, Place>();
    List<Line> said = read(places);
    library.world.passes(-Duration.ofDays(100).toMillis());
    places.values().stream()
        .flatMap(place -> place.members().stream())
        .distinct()
        .sorted()
        .forEach(name -> people.put(name, library.world.person(name)));
    var groups = new HashMap<String, Long>();
    places.entrySet().stream()
        .filter(place -> !place.getValue().title().equals("-"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(place ->
            groups.put(
                place.getKey(),
                library.group(
                    place.getValue().title(),
                    place.getValue().members().stream().mapToLong(this::person).toArray())));
    int day = 100;
    for (Line line : said) {
      library.world.passes(Duration.ofDays(day - line.daysAgo()).toMillis() + 60_000);
      day = line.daysAgo();
      Sent sent = say(library, line, groups, Objects.requireNonNull(places.get(line.place())));
      if (!line.label().isEmpty()) {
        labels.put(sent.messageId(), line.label());
      }
    }
    library.indexAll();
  }

  private Sent say(Library library, Line line, Map<String, Long> groups, Place place) {
    long sender = person(line.sender());
    Long group = groups.get(line.place());
    if (group != null) {
      return library.world.say(sender, group, line.text());
    }
    String other =
        place.members().stream()
            .filter(name -> !name.equals(line.sender()))
            .findFirst()
            .orElseThrow();
    return library.tell(sender, person(other), line.text());
  }

  long person(String name) {
    return Objects.requireNonNull(people.get(name), name);
  }

  private static List<Line> read(Map<String, Place> places) {
    var said = new ArrayList<Line>();
    String place = "";
    for (String line : lines("/search/corpus.txt")) {
      if (line.startsWith("== ")) {
        String[] parts = line.substring(3).split(" \\| ", -1);
        place = parts[0];
        places.put(place, new Place(parts[1].strip(), List.of(parts[2].split(" "))));
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalStateException("cannot be read: " + line);
      }
      String label = parts.group(3);
      said.add(
          new Line(
              place,
              Integer.parseInt(parts.group(1)),
              parts.group(2),
              label == null ? "" : label,
              parts.group(4)));
    }
    said.sort(Comparator.comparingInt(Line::daysAgo).reversed()); // stable: as they are written
    return said;
  }

  private static List<String> lines(String file) {
    try (var in = Objects.requireNonNull(Corpus.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
