/** The manual that ships with the template: of a product that we made up. The same text is `public/samples/rill-8-manual.md`. */
export const SAMPLE_MANUAL = `# Rill 8 garden irrigation controller: owner's manual

Edition 4, for firmware 3.2 and later. Rill 8 is made by Larkfield Water Works.

## 1 About this manual

Rill 8 waters a garden by opening up to eight valves, one after another, at the times and for as long as the garden needs. This manual is for the person who owns the garden as well as for the one who installs the controller. It begins with the box and ends with the warranty, and each chapter can be read by itself. Words in capitals, such as MENU or RAIN, are printed on the controller. Numbers in brackets, such as [E4], are codes that the display shows.

A *zone* is one valve and everything that it waters. A *program* is a list of zones with a start time and days of the week. A *season factor* is a percentage by which all watering times are stretched or shortened together. These three words are used throughout, and no other words are used for the same things.

Read chapter 2 before you open the housing. The mains adapter carries a dangerous voltage, and water near electricity deserves more care than either alone. If anything in this manual differs from what the display says, believe the display: firmware changes faster than paper. The newest edition of this manual is always the one whose number the controller shows under MENU, About.

The controller was designed to be understood without this manual in daily use. What people look up most often is how to set the season factor, how to connect a rain sensor, what an error code means and how to get the controller through the winter. Those four subjects have chapters of their own: 12, 14, 21 and 19.

## 2 Safety

The controller is supplied by a mains adapter with an output of 24 volts alternating current at 1.2 amperes. Never connect the controller to the mains directly. Use only the adapter that came in the box or one with the same printed ratings from the same maker; a stronger adapter does not make valves open faster, and it can overheat the wiring in the ground. Unplug the adapter before you open the terminal cover, and wait ten seconds until the display is dark.

Outdoor sockets that feed the adapter must be protected by a residual current device with a rating of 30 milliamperes or less. If the device trips repeatedly when the controller is plugged in, do not reset it again: have an electrician measure the insulation of the cable to the valves. A damaged cable in wet ground is the most common reason.

Keep children away from valve boxes, whose lids can pinch fingers, and from sprinklers that start without warning. A program may begin at any hour. Post the sign from the box at the garden gate if visitors or craftsmen use the garden while you are away.

Water from a sprinkler is not drinking water. Fit a backflow preventer of the type your water supplier requires between the drinking water supply and the first valve; in most regions this is a legal duty. Never add fertiliser or pesticides upstream of the backflow preventer.

Do not install the controller in a room where the temperature rises above 50 degrees Celsius or where flammable gases are stored. The controller contains a lithium coin cell of the type CR2032. A swallowed coin cell can kill a child within two hours: keep new and used cells away from children, and go to a hospital at once if one has been swallowed.

## 3 What is in the box

The box holds the controller, the terminal cover with two screws, the mains adapter with a cable of 1.8 metres, a wall bracket, four screws with plugs of 6 millimetres, a coin cell CR2032 that is already fitted, ten grease-filled wire connectors, the visitor sign, the quick start card and this manual. The rain sensor, the flow meter and the soil probe are sold separately.

Lay everything out before you begin. If a part is missing or broken, do not return the box to the shop: write to parts@larkfield.example with the serial number, and the part is sent free of charge within the warranty. The serial number begins with RL8 and is printed on the back of the controller and on the flap of the box.

You also need a drill, a small slotted screwdriver with a blade of 2.5 millimetres for the terminals, a wire stripper, and enough outdoor cable. For each valve one core is needed, and one more for the common wire that all valves share. A cable with ten cores therefore serves all eight zones and leaves one core in reserve.

Keep the packaging for the winter if the controller hangs outdoors. The moulded pulp in the box is compostable, and the outer sleeve is plain cardboard. Cables, adapter and controller must not be thrown into household waste at the end of their life; every shop that sells them takes them back.

## 4 Choosing a place

Hang the controller indoors if you can: in a garage, a shed or a utility room, at eye level, within 1.8 metres of a socket. The housing is protected against splashing water (IP44), so that it may hang outdoors under a roof, but not in direct sun or rain. Direct sun fades the display within two summers and makes the housing hotter than it may become.

Wireless range matters if you use the app. Inside a house with brick walls the controller reaches a router at a distance of about 25 metres, in the open about 80 metres. Metal doors, foil insulation and full water tanks shorten that a great deal. Hold your telephone where the controller will hang: if it shows two bars or more of your own network, the controller will connect as well. The controller uses the 2.4 gigahertz band only and cannot see networks at 5 gigahertz.

The cable to the farthest valve may be up to 300 metres long with cores of 0.8 square millimetres, and up to 600 metres with cores of 1.5 square millimetres. Longer cables lose so much voltage that valves hum but do not open. Do not lay the valve cable in the same conduit as mains cables.

Leave 20 centimetres of free space below the controller for the cables and 10 centimetres on each side, so that the terminal cover can be taken off. Do not hang it above a washing machine, a heater or a battery charger.

## 5 Mounting the controller

Hold the bracket against the wall with the arrow pointing up, mark the four holes, and drill holes of 6 millimetres in diameter and 40 millimetres in depth. Push the plugs in, fasten the bracket with the four screws, and check with your hand that it does not move. On wood, use the screws without plugs.

Hook the controller into the bracket from above and pull it down until it clicks. To take it off again, press the tab at the bottom with the screwdriver and lift. Do not carry the controller by its cables.

Lead all cables in from below and leave a loop that hangs a little lower than the terminals, so that water running along a cable drips off before it reaches them. Close the rubber grommet around the cables. Outdoors, the grommet must be complete: a controller with a torn grommet has no protection against water and no warranty against it.

Do not plug the adapter in yet. The valves come first, as the next chapter describes, because a short circuit in a valve cable is easiest to find while nothing else is connected.

## 6 Wiring the valves

Rill 8 drives ordinary irrigation valves with solenoids for 24 volts alternating current. Each solenoid has two wires of no particular polarity. One wire of every solenoid goes to the common terminal, marked COM, and the other to the numbered terminal of its zone, from 1 to 8. Solenoids for 9 volts direct current, as battery timers use them, do not work and may burn.

Strip 7 millimetres of each core, push it into the terminal and tighten the screw until the core no longer turns. Only one core fits a numbered terminal. If two valves must open together, join their wires in the valve box with a grease-filled connector and lead a single core to the controller. The controller can hold two solenoids open at a time, and three never: the sum of their currents must stay below 0.8 amperes.

Joints in the ground fail more often than anything else in an irrigation system. Use the grease-filled connectors from the box for every joint, twist the cores together before you push them in, and tie the connector upwards inside the valve box so that it does not lie in water. Household terminal blocks and insulating tape last about one winter.

When everything is connected, plug the adapter in. The controller measures each zone and shows a tick beside every valve that it finds. A valve that is missing from the list is not connected, or its cable is broken. A zone that shows [E2] has a short circuit: unplug the adapter, disconnect the zone, and check the joint in the valve box first.

A master valve or a pump relay goes to the terminal marked MV. It opens two seconds before the first zone and closes five seconds after the last one. The relay coil may draw at most 0.25 amperes. Never connect a pump to the controller directly.

## 7 First start

At the first start the controller asks for the language, the country, the time and the date. It then asks for the number of zones, suggests the number it has measured, and gives each a name that you can change. Turn the knob to choose and press it to confirm; hold it for two seconds to go back. If nobody touches the knob for three minutes, the display goes dark, and the next turn wakes it without changing anything.

Clock and date are kept by the coin cell when the mains fail. Programs and settings are kept in memory that needs no battery at all and survive for at least twenty years. Daylight saving time is applied by itself, according to the country; to switch that off, choose MENU, Clock, Summer time, Off.

The controller then waters each zone for one minute, one after another, so that you can walk along and see that every sprinkler does what it should. This can be skipped, but it finds swapped wires and buried sprinklers before the lawn does. Press the knob to jump to the next zone.

Last it asks whether you want a simple program. If you say yes, it makes program A: every zone, three days a week, beginning at 05:30, with ten minutes for sprinklers and thirty for drip lines. That is a reasonable beginning for most gardens in a temperate climate, and everything about it can be changed later.

## 8 The display and the knob

The upper line shows the time, the day and a symbol for the network. The middle shows what happens now or next: for example "Zone 3 Roses, 6 min left" or "A starts Wed 05:30". The lower line shows the season factor and, if a rain sensor is connected, a drop that is filled while watering is held back by rain.

Turning the knob on the main screen goes through the zones. Pressing it on a zone offers to water that zone now, to skip it in the next program, or to change its name and type. The MENU button opens programs, season, sensors, network, clock, log and About. The RAIN button holds all watering back for a number of days; press it again to add a day, up to seven, and hold it to end the pause.

A red ring around the knob means that something needs attention; the display then shows a code and a sentence. A green ring means that a zone is being watered. A ring that breathes slowly in white means that an update is being installed and that the adapter must not be unplugged. At night the ring is dimmed between 22:00 and 06:00; it can be switched off under MENU, Display, Ring.

The display can be read from most angles, but not through polarised sunglasses. If it is too dim, change the contrast under MENU, Display. It needs no protective film; the one it came with should be removed.

## 9 Programs

There are four programs, A to D, and each has its own days, start times and watering times. Use A for the lawn, B for beds and drip lines, C for pots that need water every day, and D for whatever is left, such as new trees in their first year. A program you do not need stays empty and does nothing.

Days can be chosen in three ways: as days of the week, as every second, third, up to every fourteenth day, or as odd or even dates where a town restricts watering. A program may have up to four start times a day. At each start time all zones of the program are watered one after another, in the order of their numbers, unless you change the order under MENU, Programs, Order.

Two programs never run at the same time. If one begins while another is still running, it waits until the other has ended and then runs completely. Should the waiting last longer than six hours, the waiting program is dropped, and the log says so with the code [N3].

A watering time can be set from one minute to four hours for each zone. Long times can be split: with "soak" you say that a zone is watered for, say, six minutes, then rests for twenty while other zones are watered, then gets its next six. On slopes and clay soils this prevents water from running off before it sinks in.

To copy a program, open it, hold the knob, and choose Copy to. To test one at once, choose Run now; it then runs with the season factor of today and does not change its next regular start.

## 10 Watering by hand

To water one zone now, turn the knob to it and press twice. The controller suggests ten minutes; turn the knob to choose between one minute and two hours, and press to begin. Watering by hand is not stretched or shortened by the season factor, and it is not stopped by the rain sensor, because whoever stands in front of the controller knows what he or she wants.

To stop everything, hold the knob for three seconds, at any time and on any screen. All valves close within a second. The program that was interrupted does not continue later; the log shows how far it got. To stop only the zone that is being watered and go on with the next, press the knob once and choose Skip.

Watering by hand delays programs that would begin meanwhile; they begin when you are finished. If you water by hand for longer than an hour without touching the controller, it asks on the display and in the app whether you are still there, and stops after another ten minutes without an answer. This has saved many cellars.

The same can be done in the app, from anywhere, if the controller is connected to the internet. In the app the suggested time is the one you used last for that zone.

## 11 How much water a garden needs

A lawn in summer needs about 20 to 25 litres per square metre and week, in two or three portions. It is better to water seldom and long than often and briefly: roots follow the water, and a lawn that is sprinkled daily for five minutes grows roots of five centimetres that burn on the first hot day. Vegetables need 10 to 15 litres per square metre twice a week, and shrubs that have grown in need nothing at all except in long droughts.

Find out how much your sprinklers give. Put five empty jars on the lawn, water for fifteen minutes, and measure the depth of the water in each with a ruler: one millimetre is one litre per square metre. If the fullest jar holds twice as much as the emptiest, the nozzles need cleaning or another place. Typical spray nozzles give about 10 millimetres in fifteen minutes, rotating ones about 4.

The best time is early morning, between four and seven. Less water evaporates, wind is weak, pressure in the pipes is high, and leaves dry with the first sun. Watering in the evening keeps leaves wet all night and invites mildew. At noon up to a third of the water is lost before it reaches the ground.

Sandy soil holds little: water it more often, with smaller portions. Clay holds much but takes it up slowly: use soak. A finger pushed into the ground tells more than any table. If the soil is moist at a depth of ten centimetres, nothing needs to be done.

## 12 The season factor

The season factor stretches or shortens all watering times of all programs by one percentage, so that you need not touch the programs when the weather changes. At 100 percent every zone is watered as long as its program says; at 50 percent half as long; at 150 percent one and a half times as long. It can be set from 0 to 200 percent in steps of 5 under MENU, Season. At 0 percent no program waters anything.

Instead of one number you can choose twelve, one for each month. The shipped values are meant for central Europe: January 0, February 0, March 25, April 50, May 75, June 100, July 110, August 100, September 65, October 30, November 0 and December 0 percent. Choose the monthly values for your region from the list by postcode when the controller is online.

With "automatic" the controller looks up the weather of the last seven days for your postcode and works the factor out anew every night at 03:00. It uses temperature, humidity, wind, sunshine and the rain that fell. Without a connection it keeps the last value for three days and then goes back to the monthly values. Automatic mode needs the internet, but no subscription and no account other than the one for the app.

The factor that applied is written into the log with each watering. If the lawn looks too dry or too wet in automatic mode, do not change the programs: change the correction under MENU, Season, Correction, between minus 30 and plus 30 percent, and give it two weeks.

A watering time that the factor shortens to less than one minute is skipped, and the skipped minutes are added to the next start, so that pots are not forgotten in spring.

## 13 The app and the network

The app is called Rill Garden and runs on telephones and tablets. Open it, choose Add a controller, and scan the code that the controller shows under MENU, Network, Pair. The app asks for the password of your wireless network and passes it to the controller; it is stored in the controller only and never leaves your house. Pairing takes about a minute.

The controller works completely without the app and without the internet. Everything except automatic season factors, weather warnings and remote access is done in the controller itself, so that a broken router never leaves the garden dry. When the connection returns, the log of up to 5,000 entries is sent to the app.

You can invite others, such as a neighbour who waters while you travel, under Garden, People. A guest may water zones by hand and pause programs; an owner may do everything. A guest's access can end at a date. Up to ten people can use one controller.

Network problems are told in the display: [N1] means that the wireless network cannot be found, [N2] that the password is wrong. If you have changed your router, give the new network the same name and password as the old one, and the controller connects by itself. Otherwise pair it again; programs are not lost.

The controller opens no port in your router and can be reached only through the service of Larkfield Water Works, encrypted. If you want no connection to that service, choose MENU, Network, Local only: the app then works inside your own network alone.

## 14 Rain sensor

A rain sensor spares the garden water it does not need. Any sensor with a contact that opens in the rain can be used; ours is called RS-2. Connect its two wires to the terminals marked RAIN and take out the yellow bridge that is fitted there in the factory. Without a sensor the bridge must stay, or the controller believes that it rains for ever.

Mount the sensor where rain reaches it but sprinklers and gutters do not, on the south or west side of the house, at least two metres above the ground. With RS-2, the ring on its cap sets how much rain is needed: 3, 6, 13 or 19 millimetres. In most gardens 6 millimetres is right. The vent ring sets how quickly it dries; close it halfway at first.

While the sensor reports rain, programs do not begin, and those that run are stopped. The drop on the display is filled. Watering by hand still works. When the sensor has dried, which takes between half a day and three days, programs begin again at their next regular start. To ignore the sensor for a zone under a roof, choose the zone, Type, Covered.

You can tell the controller to wait longer after rain: under MENU, Sensors, Rain, Delay, between 0 and 96 hours. The delay begins when the sensor has become dry. Heavy rain in the night before is so taken into account even if the sensor dries quickly in the wind.

Test the sensor once a year: press the pin on its top for ten seconds during a watering by program. Watering must stop within five seconds. If it does not, the bridge is still fitted, or the wires are connected to the wrong terminals.

## 15 Flow meter

A flow meter tells how much water runs, finds leaks and closes the water when a pipe bursts. Install the meter FM-25 behind the master valve, with a straight pipe of 25 centimetres before it and 15 centimetres after it, the arrow in the direction of flow. Connect the red wire to 5V, the black one to GND and the white one to FLOW.

Then teach the controller what is normal: choose MENU, Sensors, Flow, Learn. Each zone is watered for three minutes, and the flow of the last two is remembered. Learn again after every change to nozzles, pipes or pressure. It takes half an hour for eight zones.

If a zone takes more than 1.3 times its learnt flow for two minutes, the controller closes the valve, waters the other zones, and reports [E5] high flow: most often a broken sprinkler or a burst pipe. If a zone takes less than 0.5 times its learnt flow, it reports [E6] low flow and goes on: a nozzle may be blocked, or a valve may not open fully. Both limits can be changed for each zone.

If water flows although no valve is open, more than 0.2 litres a minute for five minutes, the controller closes the master valve and reports [E7] leak. The master valve stays closed until you confirm at the controller; the app cannot open it. Find the leak first.

Consumption is counted by zone and day and shown as litres under MENU, Log, Water, and in the app as a chart. The meter is accurate within two percent between 2 and 60 litres a minute. It is not calibrated for billing.

## 16 Soil probe

The soil probe SP-1 measures moisture at a depth of 12 centimetres and switches single zones off while their soil is moist enough. Up to three probes can be connected, to the terminals S1, S2 and S3, and each may serve several zones. The cable may be up to 50 metres long.

Bury the probe flat among the roots, halfway between two sprinklers, never in a hollow where water gathers. Press the soil firmly against it: air around the probe makes it report drought. Water the place by hand once, wait a day, and then choose MENU, Sensors, Soil, Calibrate. The controller takes what it measures then as 100 percent, that is, soil that has drained for a day.

Set the threshold between 40 and 90 percent; 65 is right for lawn and 75 for vegetables. Before each start the controller looks at the probe. Above the threshold the zone is skipped; below it is watered as usual. Three skips in a row are followed by one short watering of two minutes, so that a broken probe cannot let a zone dry out completely.

Probes live about five years. Take them out before you dig or aerate. If a probe reports less than 5 or more than 150 percent, the controller shows [E8] and waters the zone as if there were no probe.

## 17 Drip lines and pots

Drip lines need a pressure of 1 to 1.5 bar, far less than sprinklers. Fit a pressure reducer and a filter with 120 mesh behind the valve of every drip zone, or the drippers burst or clog. Rinse the filter four times a year, more often with water from a well.

Set the type of the zone to Drip. The controller then suggests longer times, allows up to four hours, and does not report low flow, because drip lines take little. A dripper gives 2 or 4 litres an hour; a line with drippers every 30 centimetres gives a bed of one square metre about 13 litres in an hour.

Pots in the sun need water every day in July, and twice in a heat wave. Use program C with two start times, 05:00 and 19:00, and two minutes each. Put one dripper into every small pot and two or three into large ones. A saucer full of water in the morning means that the time is too long.

At the end of each drip line there must be a flush cap. Open all flush caps in spring, water for five minutes until the water is clear, and close them again, beginning with the one nearest to the valve.

## 18 Wells, tanks and pumps

A pump is switched through a relay at the terminal MV, as chapter 6 describes. Under MENU, Pump you set how long it runs ahead, from 0 to 30 seconds, and how long it runs on. Protect the pump against running dry with a float switch or a pressure switch of its own; the controller cannot see the water level.

A float switch in a rain tank can be connected to the terminal TANK instead. While the tank is empty, zones marked "tank only" are skipped, and others are watered from the mains if a changeover valve is fitted at the terminal CO. The display shows a barrel with a line through it. The changeover valve must have a free outlet as the law requires: rain water may never flow back into drinking water.

If the yield of a well is small, set a pause between zones under MENU, Pump, Refill, up to 60 minutes, so that the well can recover. Programs take accordingly longer; the total is shown before you confirm.

Water from a well often carries iron and sand. A sand filter with 60 mesh before the pump relay's valve box protects the valves; iron stains on walls cannot be prevented by any filter of this size. Let nobody drink from an outlet that is fed by a well or a tank, and put up the sign that the law requires.

## 19 Getting through the winter

Before the first frost, all water must leave the pipes. Close the main tap, open the drain cock behind it, and let each zone run for one minute under MENU, Service, Drain. Then blow the pipes out with compressed air of at most 3 bar for sprinklers and 2 bar for drip lines, zone by zone, beginning with the one that is farthest away, two minutes each. Never stand over a sprinkler or a valve while air is in the pipes.

Set the season factor to 0 percent or choose MENU, Season, Winter rest, which does the same until a date you choose and shows a snowflake. Leave the adapter plugged in: the controller keeps itself dry by its own warmth. The controller itself withstands frost down to minus 20 degrees Celsius, the flow meter and the backflow preventer do not: take both indoors.

Take soil probes out only if the ground freezes deeper than 12 centimetres. The rain sensor stays where it is; its discs cannot be harmed by frost.

In spring, put the meter and the preventer back, close the drain cock, open the main tap slowly over one minute so that no pressure surge bursts a pipe, and run the test of one minute for each zone that you know from the first start. Clean the filters. Then choose the monthly season factors or automatic again, and learn the flow anew if you have a meter.

If a pipe has burst in spite of everything, the controller finds it with [E5] at the first watering. Without a flow meter, a wet place in the morning tells the same.

## 20 Care and updates

Wipe the housing with a damp cloth. Do not use solvents or a pressure washer. Tighten the terminals once a year, with the adapter unplugged. Replace the coin cell every five years, or when the clock is wrong after a power failure; the controller asks for it with [E9] about a month before it is empty. Change it while the adapter is plugged in, and no setting is lost.

Clean nozzles with a brush and never with a wire. Lift pop-up sprinklers and check that they sink back by themselves. Cut grass back around them. Replace the wiper seal when water runs down at the side.

Updates are offered under MENU, About, and installed only when you agree, or by night between 01:00 and 03:00 if you choose so. They take about four minutes, during which nothing is watered and the ring breathes in white. If the mains fail during an update, the controller starts with the old firmware and tries again later. It is not possible to go back to an older version.

Each version is supported with security updates for at least eight years after the last controller of its kind was sold. The list of what has changed is shown before you agree.

## 21 Error codes

Codes that begin with E concern valves, sensors and power; codes that begin with N concern network and programs. The log under MENU, Log, Events keeps the last 500 with their time. The ring turns red for E codes only. Confirm a code by pressing the knob; it comes back if its reason is still there.

[E1] No 24 volts: the adapter is unplugged or defective, and the display is kept alive by the coin cell for a few minutes only. [E2] Short circuit in a zone: the zone is switched off until its wiring has been mended and tested. [E3] Open circuit in a zone: no solenoid is found; check terminals, joints and the common wire. If all zones show [E3] at once, the common wire is broken.

[E4] Overload: more than 0.8 amperes are drawn in total. Two valves and a master valve with strong solenoids may be too much together; open them one after another. [E5] High flow: a broken sprinkler or a burst pipe. [E6] Low flow: a blocked nozzle, a closed tap or a valve that sticks. [E7] Leak: water flows with all valves closed. [E8] Soil probe out of range. [E9] Coin cell nearly empty.

[N1] Wireless network not found. [N2] Wrong password. [N3] A program was dropped after it had waited for six hours. [N4] The weather service has not answered for three days; the monthly season factors apply. [N5] The clock was wrong by more than ten minutes and has been corrected from the internet.

If a code cannot be cleared, write to help@larkfield.example with the code, the serial number and the log, which the app can attach. Support answers within two working days.

## 22 When something does not work

The display is dark. Check whether the adapter is warm; if it is cold, try another socket. Press the knob: the display may only be asleep. If the adapter is warm and the display stays dark, the fuse on the board, 1.6 amperes, slow, has blown, and a valve cable is probably damaged.

A zone does not open. Water it by hand and listen at the valve: a click and a hum mean that electricity arrives, and that the valve itself is stuck, most often by a grain of sand under the membrane. Open the bleed screw by a quarter turn; if water flows, the mechanics are sound and the solenoid must be cleaned or replaced. No click means that no electricity arrives: check the wiring.

A zone does not close. Unplug the adapter. If the water stops, a wire touches another one. If it goes on, dirt lies under the membrane: close the main tap, open the valve, rinse membrane and seat, and put the spring back as it was.

Everything is watered twice. A program has two start times, or two programs contain the same zone. The overview under MENU, Programs, Week shows every start of the next seven days; it is the quickest way to find this.

Nothing is watered although a program should run. Look at the lower line: a filled drop means rain, a snowflake means winter rest, and a season factor of 0 percent means that nothing is due. The pause of the RAIN button is shown with the days that are left.

The app says "offline", but the controller waters. The garden is safe; only the connection is missing. Restart the router, then the controller, in this order.

## 23 Resetting and moving house

To set everything back as it came from the factory, choose MENU, Service, Factory reset, and enter the last four digits of the serial number. Programs, names, learnt flows, networks and people are erased, the log as well. It cannot be undone. If the menu cannot be reached, unplug the adapter, hold RAIN and MENU together, and plug the adapter in while you hold both for ten seconds.

To move programs to a new controller, save them in the app under Garden, Backup, and restore them after pairing. A backup holds programs, names and settings, but neither network passwords nor people. Backups made by Rill 6 can be restored on Rill 8; zones 7 and 8 are then empty. The other way round is possible only when zones 7 and 8 are not used.

If you sell the house with the garden, reset the controller and leave this manual and the plan of your valves with it. A drawing of which valve waters what, kept inside the terminal cover, is worth more to the next owner than anything in these pages.

## 24 Technical data

Supply: 24 volts alternating current, 50 or 60 hertz, 1.2 amperes, by the adapter for 100 to 240 volts. Consumption at rest: 0.9 watts, with wireless switched off 0.4 watts. Zones: 8, and a master valve. Outputs: 0.8 amperes in total, 0.4 amperes each, protected against short circuit. Programs: 4, with 4 start times each.

Housing: 218 by 164 by 58 millimetres, 840 grams, IP44 when mounted with a complete grommet. Temperature: minus 20 to plus 50 degrees Celsius in operation. Wireless: 2.4 gigahertz, IEEE 802.11 b, g and n, at most 100 milliwatts. Clock: accurate within two seconds a day without a network, kept by a coin cell CR2032 for at least five years.

Terminals: for cores of 0.5 to 1.5 square millimetres. Inputs: rain contact, flow meter with pulses up to 200 hertz, three soil probes, float switch. Memory: 5,000 log entries. Cable to the farthest valve: 300 metres with 0.8 square millimetres, 600 metres with 1.5 square millimetres.

Conformity: the declaration can be read at larkfield.example/rill8/conformity. The adapter fulfils the efficiency level VI.

## 25 Warranty and service

The warranty lasts five years from the day of purchase for the controller and two years for adapter, sensors and probes. It covers faults of material and manufacture. It does not cover frost damage to pipes and meters, lightning, controllers that hung in the rain or with a torn grommet, solenoids of the wrong voltage, and whatever was opened by others than authorised workshops; the terminal cover may of course be opened.

In case of a fault, write to help@larkfield.example or call +44 20 7946 0143 on working days between 8 and 18 o'clock. Have the serial number and the receipt at hand. Most faults are found together on the telephone in a quarter of an hour. If the controller must be exchanged, we send a new one first and a label for the return of the old one, which must be posted within 14 days.

After the warranty we repair for a fixed price of 49 euros including return shipping, as long as spare parts exist, and at least for ten years after the last sale. The repaired controller has a new warranty of one year. Spare parts such as grommets, covers and knobs can be ordered by everybody at parts@larkfield.example.

Returns of unused goods are accepted within 30 days in their packaging. Legal rights against the seller are not limited by this warranty.

## 26 Frequent questions

Can I open two zones together? Yes, if both solenoids together stay below 0.8 amperes; join them in the valve box and treat them as one zone. The pressure must suffice for both.

Does it work with my old valves? If the label on the solenoid says 24 VAC, yes, whatever the make. Valves with 9 volts direct current from battery timers do not work.

Can it water by the sun, for example one hour before sunrise? Yes: in a start time, turn past midnight to the left until the symbol of a sun appears, and choose up to three hours before or after sunrise or sunset. The place is taken from the postcode.

What happens when the mains fail? Valves close, because they need current to stay open. When the mains return, a program that was interrupted for less than one hour continues where it stopped; after a longer failure it is dropped, and the next regular start takes place.

May I paint the housing? You may, but it then becomes hotter in the sun, and the warranty against heat ends. May I shorten the cable of the adapter? No. May I use an extension outdoors? Only one that is made for outdoors, with the plug under a roof.

How do I pause everything for a garden party? Press RAIN once for each day, or choose Pause in the app and set an hour. How do I know what it has done while I was away? The log under MENU, Log, Water shows every watering of the last year by zone, with minutes and, if there is a flow meter, litres.

Why is the watering shorter than I have set? Because of the season factor. The lower line shows it, and the log shows both times. How much does a season cost? A lawn of 200 square metres takes about 70 cubic metres of water in a dry summer; what that costs is written on your water bill, and the controller spares about a third of it compared with a fixed clock.
`;
