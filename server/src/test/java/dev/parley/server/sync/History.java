package dev.parley.server.sync;

import dev.parley.server.sync.client.Transport.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What happens to a few people and their devices, all of it from one seed. */
final class History implements Weather.Meanwhile {
  private static final int PEOPLE = 4;
  private static final int DEVICES = 5;
  private static final int GROUPS = 5;

  /** A restart takes as long as a history, so only some have one. */
  private static final int RESTARTS = 25;

  /** Percent of the reading transactions before which something happens. */
  private static final int INTERRUPTED = 15;

  /** The same while devices begin again for the last time. */
  private static final int INTERRUPTED_AT_THE_END = 80;

  private static final int CALM = 500;
  private static final int TICKS = 20;
  private static final List<String> EMOJI = List.of("👍", "🎉", "😀");

  private final Ground ground;
  private final Random random;
  private final String name;
  private final List<String> people = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> conversations = new ArrayList<>();
  private final List<Handset> handsets = new ArrayList<>();
  private final Map<String, Long> lengths = new HashMap<>();
  private final boolean restarts;
  private int written;
  private boolean storm;
  private int interrupted = INTERRUPTED;
  private boolean nested;

  History(Ground ground, long seed) {
    this.ground = ground;
    this.random = new Random(seed);
    this.restarts = seed % RESTARTS == 0;
    this.name = "s" + Long.toUnsignedString(seed, 36) + "n" + Long.toString(ground.now(), 36);
  }

  List<Handset> handsets() {
    return handsets;
  }

  /** Makes the people, their devices and what they begin with. */
  void begin() {
    for (int i = 0; i < PEOPLE; i++) {
      names.add(name + "p" + i);
      people.add(ground.person(names.getLast()));
    }
    var weather = new Weather(random, this);
    for (int i = 0; i < DEVICES; i++) {
      String owner = people.get(i % PEOPLE);
      handsets.add(new Handset(owner, ground.phone(owner), ground, weather));
    }
    conversations.add(
        ground.deeds().group(people.getFirst(), "first", people.subList(1, PEOPLE - 1)));
    conversations.add(ground.deeds().direct(people.get(0), people.get(1)));
    handsets.forEach(Handset::connect);
  }

  void run(int steps) {
    storm = true;
    handsets.forEach(Handset::darkSky);
    int restart = restarts ? random.nextInt(steps) : -1;
    for (int i = 0; i < steps; i++) {
      if (i == restart) {
        ground.restart();
      }
      step();
    }
    end();
    storm = false;
  }

  /** What would be forgotten again if much came after it. */
  private void end() {
    interrupted = INTERRUPTED_AT_THE_END;
    if (random.nextInt(3) == 0) {
      park(people.getFirst());
    }
    for (Handset handset : handsets) {
      handset.connect();
      if (random.nextInt(3) == 0) {
        handset.client.beginAgain();
        handset.tick();
      }
    }
  }

  private void step() {
    ground.pass(random.nextInt(400));
    happen();
    for (Handset handset : handsets) {
      handset.hear();
      if (random.nextInt(3) > 0) {
        handset.tick();
      }
      if (random.nextInt(4) == 0) {
        handset.hold();
      }
    }
  }

  private void happen() {
    int chance = random.nextInt(100);
    if (chance < 76) {
      act();
    } else if (chance < 87) {
      ground.fanOut();
    } else if (chance < 88) {
      ground.repeatFanOut();
    } else if (chance < 93) {
      any(handsets).cut();
    } else if (chance < 98) {
      handsets.forEach(Handset::connect);
    } else if (chance < 99) {
      any(handsets).client.scroll();
    } else {
      rarely();
    }
  }

  private void rarely() {
    switch (random.nextInt(5)) {
      case 0 -> park(any(people));
      case 3 -> {
        ground.pass(3_700_000); // an hour is over
        ground.purge();
      }
      case 1 -> ground.pass(130_000); // too late to recall
      case 2 -> handsets.forEach(Handset::cut);
      default -> ground.pass(25_000);
    }
  }

  private void park(String who) {
    handsets.stream().filter(one -> one.person.equals(who)).forEach(Handset::cut);
    ground.settle();
    ground.park(who);
  }

  /** Somebody does something; perhaps it is not allowed, or pointless. */
  private void act() {
    try {
      deed(any(people), any(conversations));
    } catch (Refused _) {
      // as it should be
    }
  }

  private void deed(String who, String where) {
    Deeds deeds = ground.deeds();
    int chance = random.nextInt(100);
    long seq = someSeq(where);
    if (chance < 34) {
      speak(who, where);
    } else if (chance < 41) {
      deeds.edit(who, where, seq, words("edited"));
    } else if (chance < 48) {
      deeds.recall(who, where, seq);
    } else if (chance < 55) {
      react(who, where, seq);
    } else if (chance < 66) {
      deeds.read(who, where, seq);
    } else if (chance < 78) {
      comeAndGo(who, where);
    } else if (chance < 90) {
      settings(who, where, seq);
    } else {
      affairs(who, where, seq);
    }
  }

  private void react(String who, String where, long seq) {
    if (random.nextInt(3) > 0) {
      ground.deeds().react(who, where, seq, any(EMOJI));
    } else {
      ground.deeds().unreact(who, where, seq, any(EMOJI));
    }
  }

  private void comeAndGo(String who, String where) {
    String whom = any(people);
    switch (random.nextInt(5)) {
      case 0 -> ground.deeds().remove(who, where, whom);
      case 1 -> ground.deeds().leave(who, where);
      default -> ground.deeds().add(who, where, whom);
    }
  }

  private void settings(String who, String where, long seq) {
    Deeds deeds = ground.deeds();
    switch (random.nextInt(8)) {
      case 0 -> deeds.markUnread(who, where);
      case 1 -> deeds.mute(who, where, random.nextBoolean());
      case 2, 3 -> deeds.pin(who, where, random.nextBoolean());
      case 4 -> deeds.draft(who, where, words("draft"));
      case 5 -> deeds.hide(who, where);
      case 6 -> deeds.delete(who, where, seq);
      default -> deeds.contact(who, any(people), random.nextBoolean());
    }
  }

  private void affairs(String who, String where, long seq) {
    Deeds deeds = ground.deeds();
    switch (random.nextInt(12)) {
      case 0, 1 -> deeds.pinMessage(who, where, seq);
      case 2 -> deeds.unpinMessage(who, where, seq);
      case 3, 4 -> deeds.rename(who, where, words("title"));
      case 5 -> deeds.handOver(who, where, any(people));
      case 6 -> deeds.silence(who, where, any(people));
      case 7 -> deeds.block(who, any(people), random.nextInt(3) == 0);
      case 8 -> deeds.grow(where);
      case 9 -> found(who);
      case 10 -> deeds.keepAnHour(who, where);
      default -> {
        if (random.nextInt(4) == 0) {
          deeds.dissolve(who, where);
        }
      }
    }
  }

  private void found(String who) {
    if (conversations.size() < GROUPS) {
      conversations.add(
          random.nextBoolean()
              ? ground.deeds().group(who, words("group"), List.of(any(people), any(people)))
              : ground.deeds().direct(who, any(people)));
    }
  }

  private void speak(String who, String where) {
    String client = "c" + ++written;
    Long reply = random.nextInt(5) == 0 ? (Long) someSeq(where) : null;
    String text = words("said");
    List<Handset> own = handsets.stream().filter(one -> one.person.equals(who)).toList();
    if (random.nextInt(4) > 0) {
      any(own).client.write(where, client, text, reply);
    } else {
      lengths.put(where, ground.deeds().say(who, where, client, text, reply));
    }
  }

  private long someSeq(String where) {
    long last = lengths.getOrDefault(where, 5L) + 3;
    return random.nextInt(3) == 0
        ? 1 + random.nextLong(last)
        : Math.max(1, last - random.nextInt(8));
  }

  private String words(String what) {
    String text = what + " " + random.nextInt(1_000);
    return switch (random.nextInt(8)) {
      case 0 -> text + " @" + any(names);
      case 1 -> text + " @all";
      default -> text;
    };
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  // What goes on while somebody waits for an answer

  @Override
  public void onTheWay(Handset waiting) {
    if (nested) {
      return;
    }
    nested = true;
    try {
      act();
      if (random.nextBoolean()) {
        ground.fanOut();
      }
      waiting.hear();
    } finally {
      nested = false;
    }
  }

  /** Between two transactions of one request, as long as it storms. */
  void between() {
    if (storm && !nested && random.nextInt(100) < interrupted) {
      nested = true;
      try {
        act();
        ground.fanOut();
      } finally {
        nested = false;
      }
    }
  }

  @Override
  public <T> T during(Supplier<T> request) {
    return request.get();
  }

  /** The storm is over: what was under way is lost, and everybody is told the head once. */
  void calm() {
    for (int i = 0; i < CALM && !handsets.stream().allMatch(one -> one.client.hasSent()); i++) {
      ground.pass(50);
      handsets.forEach(Handset::connect);
      handsets.forEach(Handset::tick);
    }
    ground.settle();
    handsets.forEach(Handset::cut);
    handsets.forEach(Handset::clearSky);
    handsets.forEach(Handset::connect);
    handsets.forEach(Handset::hear); // the head
    for (int i = 0; i < CALM && !handsets.stream().allMatch(one -> one.client.isSettled()); i++) {
      ground.pass(50);
      for (Handset handset : handsets) {
        handset.hear();
        for (int j = 0; j < TICKS && handset.tick(); j++) {
          handset.hear();
        }
      }
    }
  }
}
