//! Times: the letter of a day, and hours of quiet, by the test's clock, which begins at midnight UTC.

use super::*;

with_letters! {
    async fn there_is_one_letter_a_day_of_what_is_unread(app, office) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        confirmed(&app, &office, &creator, "anna@example.com").await;
        // So it is for whoever chose nothing.
        assert_eq!(creator.get("/api/me/reach").await.json["mail"], json!("daily"));
        let post = creator.publish(json!({"title": "Dawn", "body": SECRET, "access": "public"})).await;
        say(&fan, &post, "Read in time").await;
        creator.post("/api/notifications/read", json!({"until": app.domain().now()})).await;
        app.advance(MINUTE);
        say(&fan, &post, "One").await;
        app.advance(HOUR * 2);
        put(&fan, &format!("/api/posts/{post}/like")).await;
        app.advance(HOUR * 6);
        assert_eq!(round(&app).await, 0, "it is eight o'clock");
        app.advance(HOUR);
        assert_eq!(round(&app).await, 1);
        let [letter] = office.take().try_into().expect("one letter");
        assert_eq!(letter.subject(), "2 new things at Fonana");
        assert!(letter.contains("commented on") && letter.contains("liked") && !letter.contains(SECRET));
        say(&fan, &post, "Two").await;
        say(&fan, &post, "Three").await;
        app.advance(HOUR * 23);
        round(&app).await;
        assert!(office.take().is_empty());
        app.advance(HOUR);
        round(&app).await;
        let [letter] = office.take().try_into().expect("one letter");
        assert_eq!(letter.subject(), "2 new things at Fonana", "what was told yesterday is not told again");
        // Whoever wants them soon gets what waited.
        let (mut creator, mut fan) = (creator, fan);
        again(&mut creator).await;
        again(&mut fan).await;
        say(&fan, &post, "Four").await;
        reach(&creator, json!({"mail": "soon"})).await;
        app.advance(MINUTE * 6);
        round(&app).await;
        assert_eq!(office.take().len(), 1);
    }

    async fn nothing_is_sent_in_hours_of_quiet_and_then_together(app, office) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        confirmed(&app, &office, &creator, "anna@example.com").await;
        // In Moscow it is three hours later: from 22:00 to 7:00 there is 19:00 to 4:00 here.
        let quiet = json!({"mail": "soon", "quiet_from": "22:00", "quiet_to": "07:00", "zone": "Europe/Moscow"});
        let set = reach(&creator, quiet).await;
        assert_eq!((&set["quiet_from"], &set["quiet_to"], &set["zone"]), (&json!("22:00"), &json!("07:00"), &json!("Europe/Moscow")));
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        say(&fan, &post, "At night").await;
        app.advance(HOUR);
        say(&fan, &post, "Later at night").await;
        app.advance(HOUR * 2);
        assert_eq!(round(&app).await, 0);
        app.advance(HOUR);
        assert_eq!(round(&app).await, 1);
        let [letter] = office.take().try_into().expect("one letter");
        assert_eq!(letter.subject(), "2 new things at Fonana");
        // Quiet that begins after something was written down holds for it too.
        say(&fan, &post, "By day").await;
        reach(&creator, json!({"quiet_from": "06:00", "quiet_to": "12:00"})).await;
        app.advance(HOUR);
        assert_eq!(round(&app).await, 0);
        app.advance(HOUR * 4);
        assert_eq!(round(&app).await, 1);
        assert_eq!(office.take().len(), 1);
        // And without any, things go as they come.
        reach(&creator, json!({"quiet_from": "", "quiet_to": ""})).await;
        assert_eq!(creator.get("/api/me/reach").await.json["quiet_from"], Value::Null);
        for (patch, field) in [
            (json!({"quiet_from": "25:00", "quiet_to": "07:00"}), "quiet_from"),
            (json!({"quiet_from": "22:00", "quiet_to": "soon"}), "quiet_to"),
            (json!({"quiet_from": "22:00"}), "quiet_to"),
            (json!({"zone": "Mars/Olympus"}), "zone"),
            (json!({"mail": "hourly"}), "mail"),
            (json!({"email": "x@example.com"}), "email"),
        ] {
            let refused = creator.patch("/api/me/reach", patch).await;
            assert_eq!((refused.status, refused.field()), (422, field));
        }
        let form = creator.form("/settings/reach", "mail=daily&quiet_from=22%3A00&quiet_to=&zone=").await;
        assert!(form.status == 422 && form.contains("Write both times"), "{}", form.status);
        let saved = creator.form("/settings/reach", "mail=daily&quiet_from=22%3A00&quiet_to=06%3A30&zone=").await;
        assert_eq!(saved.status, 303);
        assert_eq!(creator.get("/api/me/reach").await.json["quiet_to"], json!("06:30"));
    }
}
